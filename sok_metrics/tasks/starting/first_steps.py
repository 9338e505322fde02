"""The first steps of a neighbourhood: what is there already, and what each step saves as one change."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sok_metrics.nouns.model import Actor, CommitmentKind
from sok_metrics.store.changes.records import Edit, editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.agreement import current_version, list_commitments
from sok_metrics.store.queries.records import list_codes, list_records
from sok_metrics.store.reader import WholeReader
from sok_metrics.tasks.starting.first_indicators import titles_of, waiting
from sok_metrics.tasks.starting.new_codes import new_code
from sok_metrics.tasks.starting.starter import starter_commitments
from sok_metrics.texts import _

_PARTY_WORDS = {
    "municipality": ("gemeente",),
    "housing_corporation": ("corporatie", "woonstichting", "woningstichting", "wonen", "woningbouw"),
    "grid_operator": ("netbeheerder", "liander", "stedin", "enexis"),
    "energy_company": ("energiebedrijf", "warmtebedrijf", "eneco", "vattenfall", "essent"),
    "initiative": ("initiatief", "coöperatie", "cooperatie", "stichting", "vereniging", "wijkbedrijf"),
    "entrepreneurs": ("ondernemer", "winkel", "b.v.", " bv", "bedrijven"),
    "residents": ("bewoners", "buren", "huurders"),
}


@dataclass(frozen=True)
class State:
    """How many of each there are in the store."""

    has_agreement: bool
    parties: int
    commitments: int
    indicators: int
    waiting: int
    """Values and goals in own words of which nobody said yet how they are measured."""
    meetings: int


@dataclass(frozen=True)
class Own:
    """A value, goal or rule in one's own words."""

    kind: CommitmentKind
    title: str
    description: str | None = None


def read_state(reader: WholeReader) -> State:
    """What is there already."""
    return State(
        has_agreement=bool(list_records(reader, "agreement_version")),
        parties=len(list_records(reader, "party")),
        commitments=len(list_commitments(reader)),
        indicators=len(list_records(reader, "indicator")),
        waiting=len(waiting(reader)),
        meetings=len(list_records(reader, "meeting")),
    )


def save_agreement(
    store: Store,
    *,
    by: Actor,
    values: dict[str, str | None],
    areas: Sequence[tuple[str, str]],
    today: date,
    version: int | None = None,
) -> None:
    """Save the agreement (its columns as canonical text), its first version, and areas (code, name).

    `version` is that of the agreement that was looked at, None when there was none; raises StaleRecordError
    when somebody changed it since.
    """
    with editing(store, by=by, reason=_("Eerste stappen: de overeenkomst")) as edit:
        reader = store.whole()
        known = list_records(reader, "agreement")
        code = {"code": known[0].key[0] if known else "SOK"}
        # What nobody saw has version 0: another made it meanwhile.
        edit.save("agreement", {**values, **code}, version=version or (0 if known else None))
        _make_sure_of_version(edit, reader, values.get("starts_on") or today.isoformat())
        there = set(list_codes(reader, "area"))
        for area, name in areas:
            if area not in there:
                row = {"code": area, "name": name, "kind": _area_kind(area), "is_ours": "true"}
                edit.save("area", row, version=None)


def add_parties(store: Store, *, by: Actor, names: Sequence[str], today: date) -> int:
    """Add a party for each name that is not there yet, and give how many."""
    reader = store.whole()
    known = {(record.values["name"] or "").casefold() for record in list_records(reader, "party")}
    fresh = _not_there(names, known)
    used = set(list_codes(reader, "party"))
    with editing(store, by=by, reason=_("Eerste stappen: partijen")) as edit:
        for name in fresh:
            code = new_code("party", {"name": name}, used)
            used.add(code)
            row = {"code": code, "name": name, "kind": party_kind(name), "joined_on": today.isoformat()}
            edit.save("party", row, version=None)
    return len(fresh)


def party_kind(name: str) -> str:
    """What kind of party a name sounds like; "other" when it says nothing."""
    lowered = f" {name.casefold()} "
    found = (kind for kind, words in _PARTY_WORDS.items() if any(word in lowered for word in words))
    return next(found, "other")


def add_commitments(
    store: Store, *, by: Actor, picked: Collection[str], own: Sequence[Own], today: date
) -> int:
    """Add what was picked from the common set (codes of the set) and what is one's own; gives how many."""
    reader = store.whole()
    there = {title.casefold() for title in titles_of(reader).values()}
    chosen = [
        one for one in starter_commitments() if one.code in picked and one.title.casefold() not in there
    ]
    wanted = [(Own(one.kind, one.title, one.description), one.parameters) for one in chosen]
    fresh = _not_there([one.title for one in own], there | {one.title.casefold() for one in chosen})
    first = {one.title: one for one in reversed(own)}
    wanted += [(first[title], ()) for title in fresh]
    used = set(list_codes(reader, "commitment"))
    with editing(store, by=by, reason=_("Eerste stappen: waarden, doelen en afspraken")) as edit:
        version = _make_sure_of_version(edit, reader, today.isoformat())
        for one, parameters in wanted:
            code = new_code("commitment", {"kind": one.kind.value}, used)
            used.add(code)
            _add_commitment(edit, code, version, one, parameters)
    return len(wanted)


def plan_meeting(store: Store, *, by: Actor, held_on: date, start_time: str, place: str) -> None:
    """Plan the first review meeting."""
    row = {
        "kind": "review",
        "title": _("Eerste voortgangsbijeenkomst"),
        "held_on": held_on.isoformat(),
        "start_time": start_time or None,
        "place": place or None,
        "status": "planned",
    }
    with editing(store, by=by, reason=_("Eerste stappen: eerste bijeenkomst")) as edit:
        edit.save("meeting", row, version=None)


def _not_there(names: Sequence[str], there: Collection[str]) -> list[str]:
    """The names that are not there yet, each once, as it was written first."""
    first = {name.casefold(): name for name in reversed(names)}
    once = [name for name in dict.fromkeys(names) if name == first[name.casefold()]]
    return [name for name in once if name.casefold() not in there]


def _make_sure_of_version(edit: Edit, reader: WholeReader, valid_from: str) -> str:
    """The number of the version of the agreement that counts; the first is made when there is none."""
    number = current_version(reader)
    if number is not None:
        return str(number)
    first = {"number": "1", "title": _("Eerste versie"), "valid_from": valid_from}
    return edit.save("agreement_version", first, version=None)[0]


def _add_commitment(
    edit: Edit, code: str, version: str, one: Own, parameters: Sequence[tuple[str, str]]
) -> None:
    edit.save("commitment", {"code": code, "kind": one.kind.value}, version=None)
    place = {"commitment_code": code, "agreement_version": version}
    position = str(int(re.sub(r"\D", "", code) or "1"))
    text = {**place, "position": position, "title": one.title, "description": one.description}
    edit.save("commitment_text", text, version=None)
    for name, value in parameters:
        edit.save("rule_parameter", {**place, "name": name, "value": value}, version=None)


def _area_kind(code: str) -> str:
    return {"BU": "neighbourhood", "WK": "district", "GM": "municipality"}.get(code[:2].upper(), "joint")
