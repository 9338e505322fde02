"""What must be true of cells and rows together: periods, doubles, and what belongs to a series."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from sok_metrics.errors import Problem
from sok_metrics.model import FORGOTTEN_ROLE, REMOVED_IDEA
from sok_metrics.nouns import Table
from sok_metrics.store.changes.incoming import Incoming
from sok_metrics.store.changes.problems import as_text, cell_problems, lines, shown
from sok_metrics.texts import _

_IDENTITY = ("indicator_code", "area_code", "edition", "group_name")
"""What a series is: two series with the same four would be one."""


def combination_problems(
    incoming: Incoming, table: Table, rows: pd.DataFrame, now: datetime
) -> list[Problem]:
    """Every problem of the rows of one table that no single cell shows."""
    problems = [*_written_twice(table, rows), *_new_without_required(incoming, table, rows)]
    if table.name == "measurement":
        problems += [*_backwards(table, rows), *_without_content(table, rows)]
        problems += _typed_in_though_derived(incoming, table, rows)
        problems += _corrected_without_reason(incoming, table, rows) if incoming.asks_reasons else []
    if table.name == "meeting":
        problems += _held_but_to_come(incoming, table, rows, now)
    if table.name == "allocation":
        problems += _for_nothing(incoming, table, rows)
    if table.name == "person":
        problems += _forgotten_comes_back(incoming, table, rows)
    if table.name == "idea":
        problems += _removed_comes_back(incoming, table, rows)
    if table.name == "consent" and incoming.is_from_file:
        problems += _withdrawn_comes_back(incoming, table, rows)
    if table.name == "series":
        problems += [*_several_main_series(incoming, table, rows), *_same_series_twice(incoming, table, rows)]
    return problems


def _written_twice(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """The same key at the same moment: one of the two would silently win."""
    identity = [*table.key, "recorded_at"]
    again = rows[rows.duplicated(identity)]
    if again.empty:
        return
    first = rows.drop_duplicates(identity)
    keys = first[identity].itertuples(index=False, name=None)
    line_of = dict(zip(keys, lines(first), strict=True))
    columns = [table.column(name) for name in table.key]
    heading = ", ".join(column.heading for column in columns)
    for key, line in zip(again[identity].itertuples(index=False, name=None), lines(again), strict=True):
        value = ", ".join(shown(column, cell) or "" for column, cell in zip(columns, key[:-1], strict=True))
        yield Problem(table.sheet, line, heading, value, _twice_sentence(line_of[key]))


def _twice_sentence(earlier: int | None) -> str:
    if earlier is not None:
        return _("Dit staat ook al op regel {line}. Haal een van de twee weg.").format(line=earlier)
    return _("Dit staat er twee keer. Haal een van de twee weg.")


def _new_without_required(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """Columns that may be left out for a row that exists already must be there for a new one."""
    absent = [c for c in table.columns if c.required and c.default is None and c.name not in rows.columns]
    if not absent:
        return
    known = set(incoming.stored(table, table.key).itertuples(index=False, name=None))
    keys = rows[list(table.key)].astype(str).itertuples(index=False, name=None)
    new = rows[[key not in known for key in keys]]
    for column in absent:
        advice = _("Deze kolom ontbreekt, en deze regel is nieuw. Voeg de kolom toe.")
        yield from cell_problems(table, column, new, advice)


def _backwards(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    both = rows["period_start"].notna() & rows["period_end"].notna()
    wrong = both & (as_text(rows["period_end"]) < as_text(rows["period_start"]))
    advice = _("De periode eindigt voor zij begint. Verbeter de datum.")
    yield from cell_problems(table, table.column("period_end"), rows[wrong], advice)


def _without_content(table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    if "value" in rows.columns:
        story = rows["story"] if "story" in rows.columns else pd.Series(None, index=rows.index, dtype=object)
        empty = rows["value"].isna() & story.isna()
        advice = _("Er staat geen waarde en geen verhaal. Vul een van de twee in, of haal de regel weg.")
        yield from cell_problems(table, table.column("value"), rows[empty], advice)


def _typed_in_though_derived(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    indicators = incoming.result("indicator", ("derived_metric",))
    derived = indicators.loc[indicators["derived_metric"].notna(), "code"]
    series = incoming.result("series", ("indicator_code",))
    computed = series.loc[series["indicator_code"].isin(derived), "code"]
    advice = _("Deze cijfers rekent de SOK-monitor zelf uit. Haal de regel weg.")
    wrong = rows["series_code"].isin(computed)
    yield from cell_problems(table, table.column("series_code"), rows[wrong], advice)


def _corrected_without_reason(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """A figure that stands is changed by a person, who does not say why; an invented one may just go."""
    names = (*table.key, "value", "story", "origin", "archived_at")
    stored = incoming.stored_for(table, names, "series_code", rows["series_code"].dropna().astype(str))
    stands = stored[stored["archived_at"].isna() & (stored["origin"] == "real")]
    before = {tuple(row[: len(table.key)]): row[len(table.key) :] for row in stands.to_numpy().tolist()}
    wrong = []
    for row in rows.to_dict("records"):
        known = before.get(tuple(str(row[name]) for name in table.key))
        told = row.get("correction_reason")
        is_told = isinstance(told, str) and bool(told.strip())
        wrong.append(known is not None and not is_told and _is_corrected(row, known))
    advice = _("Hier staat al een meting. Zeg in een paar woorden waarom u haar verandert.")
    yield from cell_problems(table, table.column("correction_reason"), rows[wrong], advice)


def _is_corrected(row: dict[Hashable, Any], known: Sequence[str | None]) -> bool:
    """Whether the row gives the measurement another value or another story."""
    value, story = known[:2]
    has_value, has_story = "value" in row, "story" in row
    changed_value = has_value and _number(row["value"]) != _number(value)
    return changed_value or (has_story and _empty_is_none(row["story"]) != story)


def _number(cell: Any) -> float | None:
    """A cell as a number; None when it is empty or none (which is told elsewhere)."""
    number = pd.to_numeric(pd.Series([cell], dtype=object), errors="coerce").iloc[0]
    return None if pd.isna(number) else float(number)


def _empty_is_none(cell: Any) -> str | None:
    return None if cell is None or pd.isna(cell) else str(cell)


def _held_but_to_come(
    incoming: Incoming, table: Table, rows: pd.DataFrame, now: datetime
) -> Iterator[Problem]:
    """A meeting of tomorrow was not held yet; midnight comes up to two hours earlier here than in UTC."""
    meetings = incoming.result("meeting", ("held_on", "status"))
    today = (now + timedelta(hours=2)).date().isoformat()
    early = meetings[(meetings["status"] == "held") & (meetings["held_on"].astype(str) > today)]
    advice = _("Deze bijeenkomst moet nog komen. Kies 'gepland', of verbeter de datum.")
    wrong = rows.loc[early.index[early.index != -1]]
    yield from cell_problems(table, table.column("status"), wrong, advice)


def _for_nothing(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """Money that is granted goes to a proposal or a project."""
    granted = incoming.result("allocation", ("proposal_number", "project_code"))
    empty = granted[granted["proposal_number"].isna() & granted["project_code"].isna()]
    advice = _("Kies een voorstel of een project: waar gaat het geld heen?")
    wrong = rows.loc[empty.index[empty.index != -1]]
    yield from cell_problems(table, table.column("project_code"), wrong, advice)


def _forgotten_comes_back(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """An old file must not bring back what was really removed."""
    stored = incoming.stored(table, ("code", "role"))
    forgotten = set(stored.loc[stored["role"] == FORGOTTEN_ROLE, "code"])
    names = [name for name in ("name", "phone", "email") if name in rows.columns]
    filled = rows[names].notna().any(axis=1)
    if "role" in rows.columns:
        filled |= rows["role"].notna() & (rows["role"] != FORGOTTEN_ROLE)
    wrong = rows[filled & rows["code"].isin(forgotten)]
    advice = _("Deze persoon is vergeten en komt niet terug. Haal de regel weg, of kies een nieuwe code.")
    yield from cell_problems(table, table.column("code"), wrong, advice)


def _removed_comes_back(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """What was removed for good stays what it is, whatever an old file or an old version says."""
    shells = incoming.stored_for(table, ("number", "archived_at"), "text", [REMOVED_IDEA])
    moments = shells[shells["archived_at"].notna()].set_index("number")["archived_at"]
    known = rows[rows["number"].isin(moments.index)]
    is_other = pd.Series(False, index=known.index)
    for name, kept in (("text", REMOVED_IDEA), ("visibility", "internal")):
        if name in known:
            is_other |= known[name] != kept
    for name in ("title", "answer", "submitted_by", "project_code"):
        if name in known:
            is_other |= known[name].notna()
    if "archived_at" in known:
        was, given = (_as_moments(texts) for texts in (known["number"].map(moments), known["archived_at"]))
        is_other |= was != given
    wrong = known[is_other]
    advice = _("Dit idee is voorgoed verwijderd en komt niet terug. Haal de regel weg.")
    yield from cell_problems(table, table.column("number"), wrong, advice)


def _as_moments(texts: pd.Series) -> pd.Series:
    return pd.to_datetime(texts, format="ISO8601", errors="coerce")


def _withdrawn_comes_back(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    """An old file must not undo that somebody took a consent back; one that was given later may come in."""
    stored = incoming.stored(table, (*table.key, "given_on", "withdrawn_on"))
    withdrawn = stored[stored["withdrawn_on"].notna()].set_index(list(table.key))
    if withdrawn.empty or "withdrawn_on" not in rows.columns:
        return
    keys = pd.MultiIndex.from_frame(rows[list(table.key)])
    before = withdrawn["withdrawn_on"].reindex(keys).to_numpy()
    given = rows["given_on"] if "given_on" in rows.columns else pd.Series(None, index=rows.index)
    is_older = [
        isinstance(was, str) and not (isinstance(day, str) and day > was)
        for was, day in zip(before, given, strict=True)
    ]
    wrong = rows[rows["withdrawn_on"].isna() & pd.Series(is_older, index=rows.index)]
    advice = _("Deze toestemming is ingetrokken. Leg een nieuwe vast, met de dag waarop die is gegeven.")
    yield from cell_problems(table, table.column("withdrawn_on"), wrong, advice)


def _several_main_series(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    series = incoming.result("series", ("indicator_code", "role"))
    main = series[series["role"] == "main"]
    advice = _(
        "Deze indicator heeft al een hoofdreeks. Kies voor de andere reeks 'ook van ons' of 'vergelijking'."
    )
    yield from cell_problems(table, table.column("role"), _repeated(rows, main, ["indicator_code"]), advice)


def _same_series_twice(incoming: Incoming, table: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    series = incoming.result("series", _IDENTITY)
    again = _repeated(rows, series, list(_IDENTITY))
    advice = _(
        "Er is al een reeks van deze indicator met hetzelfde gebied, dezelfde editie en dezelfde groep. "
        "Geef de reeks een andere editie of groep, of haal haar weg."
    )
    yield from cell_problems(table, table.column("code"), again, advice)


def _repeated(rows: pd.DataFrame, series: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The incoming rows that repeat a series, of those that will be there after the change."""
    repeats = series.index[series.duplicated(names) & (series.index != -1)]
    return rows.loc[repeats]
