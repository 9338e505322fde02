"""What is kept of people, with their consent: for the administrator only, and past nobody's consent."""

from collections.abc import Iterable
from dataclasses import dataclass

from sok_metrics.nouns import TABLES
from sok_metrics.nouns.model import FORGOTTEN_ROLE, PersonalField
from sok_metrics.store.queries.records import Record, list_records
from sok_metrics.store.reader import WholeReader


@dataclass(frozen=True)
class KeptField:
    """One personal field of somebody: what is kept, and what they agreed to."""

    field: PersonalField
    value: str | None
    given_on: str | None
    """ISO date of the consent; None when there never was one."""
    how: str | None
    withdrawn_on: str | None
    version: int | None
    """Of the consent's row; None when there is none."""

    @property
    def has_consent(self) -> bool:
        """Whether there is a consent that holds."""
        return self.given_on is not None and self.withdrawn_on is None

    @property
    def is_shown(self) -> bool:
        """Whether others see it."""
        return self.value is not None and self.has_consent


@dataclass(frozen=True)
class KnownPerson:
    """Somebody of whom something is kept."""

    code: str
    role: str
    party_code: str | None
    is_example: bool
    fields: tuple[KeptField, ...]

    @property
    def is_forgotten(self) -> bool:
        """Whether only the empty shell is left."""
        return self.role == FORGOTTEN_ROLE

    @property
    def unseen(self) -> tuple[KeptField, ...]:
        """What is kept without a consent that holds: others do not see it."""
        return tuple(one for one in self.fields if one.value is not None and not one.has_consent)


def list_people(reader: WholeReader) -> list[KnownPerson]:
    """Everybody in the store that is not archived, in the order of their codes."""
    consents = {record.key: record for record in list_records(reader, "consent")}
    notes: dict[str, list[str]] = {}
    for signature in list_records(reader, "signature"):
        if (signer := signature.values["person_code"]) and (note := signature.values["personal_note"]):
            notes.setdefault(signer, []).append(note)
    return [_person(record, consents, notes) for record in list_records(reader, "person")]


def _person(
    record: Record, consents: dict[tuple[str, ...], Record], notes: dict[str, list[str]]
) -> KnownPerson:
    code = record.key[0]
    values = {
        PersonalField.NAME: record.values["name"],
        PersonalField.PHONE: record.values["phone"],
        PersonalField.EMAIL: record.values["email"],
        PersonalField.PERSONAL_NOTE: "\n\n".join(notes.get(code, [])) or None,
    }
    return KnownPerson(
        code,
        record.values["role"] or "",
        record.values["party_code"],
        record.is_example,
        tuple(_field(name, value, consents.get((code, name.value))) for name, value in values.items()),
    )


def _field(name: PersonalField, value: str | None, consent: Record | None) -> KeptField:
    if consent is None:
        return KeptField(name, value, None, None, None, None)
    given = consent.values
    return KeptField(name, value, given["given_on"], given["how"], given["withdrawn_on"], consent.version)


def count_rows(reader: WholeReader, tables: Iterable[str]) -> int:
    """How many rows these tables hold together, archived ones too."""
    known = {table.name for table in TABLES} | {"change_set"}
    counts = [f"(SELECT count(*) FROM {name})" for name in tables if name in known]
    return int(reader.rows(f"SELECT {' + '.join(counts) or '0'} AS n")[0]["n"])
