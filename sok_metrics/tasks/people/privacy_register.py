"""The register of personal data: what is kept of whom and why, for its page and as a file."""

from datetime import date

import pandas as pd

from sok_metrics.nouns.kept import KindOfData
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.store.queries.people import count_rows, list_people
from sok_metrics.tasks.files.beside import beside
from sok_metrics.texts import _
from sok_metrics.texts.kept_data import kinds_of_data
from sok_metrics.texts.people import consent_words, personal_field_word

_USUAL_THRESHOLD = 10


def kinds_in(store: Store) -> tuple[KindOfData, ...]:
    """Every kind of data, with this agreement's own threshold."""
    agreement = read_agreement(store.whole())
    return kinds_of_data(agreement.privacy_threshold if agreement else _USUAL_THRESHOLD)


def counts_in(store: Store, kinds: tuple[KindOfData, ...]) -> list[int]:
    """How many rows there are of each kind."""
    reader = store.whole()
    return [count_rows(reader, kind.tables) for kind in kinds]


def kept_data_workbook(store: Store, today: date, *, by: Actor) -> bytes:
    """The register as an .xlsx file; that of an administrator also lists of whom what is kept."""
    from sok_metrics.workbook.partner.privacy_register import write_kept_data

    kinds = kinds_in(store)
    people = fields_of_people(store) if by.role.covers(Role.ADMINISTRATOR) else None
    return beside(write_kept_data, kinds, counts_in(store, kinds), people, today)


def fields_of_people(store: Store) -> pd.DataFrame:
    """Who has which field, without the fields themselves."""
    rows = [
        {
            "code": person.code,
            "role": person.role,
            "field": personal_field_word(kept.field),
            "is_kept": _("ja") if kept.value else _("nee"),
            "consent": consent_words(kept),
        }
        for person in list_people(store.whole())
        for kept in person.fields
    ]
    return pd.DataFrame(rows, columns=["code", "role", "field", "is_kept", "consent"], dtype=object)
