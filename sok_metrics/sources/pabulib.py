"""Elections in the format of Pabulib (`.pb`): META, PROJECTS and VOTES, each a table with semicolons."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from sok_metrics.energy_budget.election import Ballot, Election, Proposal
from sok_metrics.errors import InvalidDataError, Problem
from sok_metrics.sources.pabulib_votes import VOTE_TYPES, WrongVoteError
from sok_metrics.texts import _, ngettext

_SECTIONS = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
_MOST_PROBLEMS = 20
_DEAREST = Decimal(10) ** 12


@dataclass(frozen=True)
class PbFile:
    """What stands in a file: the election, and what the file says about it."""

    election: Election
    meta: Mapping[str, str]
    vote_type: str
    threshold: int
    """How many votes a proposal needs, as the file says; 0 when it does not."""
    selected: tuple[str, ...] | None
    """What won in fact, when the file tells."""

    @property
    def currency(self) -> str:
        """The code of its currency."""
        return self.meta.get("currency", "EUR")


@dataclass(frozen=True)
class _Row:
    line: int
    cells: Mapping[str, str]


@dataclass
class _Reading:
    """What is read so far, and what is wrong with it."""

    name: str
    rows: dict[str, list[_Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, sentence: str, line: int | None = None, column: str = "", value: str = "") -> None:
        self.problems.append(Problem(self.name, line, column or None, value or None, sentence))

    def stop_if_wrong(self) -> None:
        if self.problems:
            shown = self.problems[:_MOST_PROBLEMS]
            count = len(self.problems)
            sentence = ngettext(
                "Er is één fout in dit bestand. Er is niets geteld.",
                "Er zijn {n} fouten in dit bestand. Er is niets geteld.",
                count,
            ).format(n=count)
            raise InvalidDataError(sentence, shown)


def read_pb(data: bytes, name: str) -> PbFile:
    """The election in a file; raises InvalidDataError with every problem and its line."""
    reading = _Reading(name)
    _split(_text(data, reading), reading)
    reading.stop_if_wrong()
    meta = {row.cells["key"]: row.cells["value"] for row in reading.rows["META"]}
    lines = {row.cells["key"]: row.line for row in reading.rows["META"]}
    budget = _of_meta(meta, lines, "budget", _cents, reading)
    vote_type = meta.get("vote_type", "").lower()
    if vote_type not in VOTE_TYPES:
        known = ", ".join(VOTE_TYPES)
        sentence = _("Deze soort stemmen kennen wij niet. Kies uit: {known}.").format(known=known)
        reading.wrong(sentence, lines.get("vote_type"), "vote_type", meta.get("vote_type", ""))
    proposals = tuple(_proposals(reading))
    reading.stop_if_wrong()
    ballots = tuple(_ballots(reading, vote_type, meta, {one.code for one in proposals}))
    for key, found in (
        ("num_projects", len(reading.rows["PROJECTS"])),
        ("num_votes", len(reading.rows["VOTES"])),
    ):
        _hold_count(meta, lines, key, found, reading)
    threshold = 0
    if "min_project_score_threshold" in meta:
        threshold = _of_meta(meta, lines, "min_project_score_threshold", _count, reading)
    reading.stop_if_wrong()
    election = Election(budget, proposals, ballots)
    return PbFile(election, meta, vote_type, threshold, _selected(reading.rows["PROJECTS"]))


def _text(data: bytes, reading: _Reading) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reading.wrong(_("Hier staat een teken dat geen UTF-8 is. Sla het bestand op als UTF-8."), line)
        reading.stop_if_wrong()
        raise


def _split(text: str, reading: _Reading) -> None:
    """Put the rows of the file under the section that they belong to."""
    section, header = "", [""]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    line = 1
    try:
        for cells in rows:
            line, start = rows.line_num + 1, line
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if cells[0].upper() in _SECTIONS and not any(cells[1:]):
                section, header = cells[0].upper(), []
                if section in reading.rows:
                    reading.wrong(_("Dit deel staat er twee keer in."), start, value=section)
                reading.rows[section] = []
            elif not section:
                reading.wrong(_("Het bestand begint niet met een regel META."), start)
                return
            elif not header:
                header = [cell.lower() for cell in cells]
                _hold_columns(section, header, start, reading)
            elif section == "META":
                # A text with a semicolon in it stands here without quotes at times.
                pair = {"key": cells[0].lower(), "value": "; ".join(cells[1:])}
                reading.rows[section].append(_Row(start, pair))
            elif len(cells) > len(header):
                reading.wrong(_("Deze regel heeft meer vakken dan er kolommen zijn."), start)
            else:
                padded = cells + [""] * (len(header) - len(cells))
                reading.rows[section].append(_Row(start, dict(zip(header, padded, strict=True))))
    except csv.Error:
        reading.wrong(_("Bij deze regel klopt een aanhalingsteken niet."), line)
    for name in _SECTIONS:
        if name not in reading.rows:
            reading.wrong(_("Het deel {name} ontbreekt.").format(name=name))


def _hold_columns(section: str, header: list[str], line: int, reading: _Reading) -> None:
    for column in _SECTIONS[section]:
        if column not in header:
            reading.wrong(_("De kolom '{column}' ontbreekt.").format(column=column), line)
    for column in sorted({column for column in header if column and header.count(column) > 1}):
        reading.wrong(_("Deze kolom staat er twee keer."), line, column)


def _of_meta(
    meta: Mapping[str, str],
    lines: Mapping[str, int],
    key: str,
    convert: Callable[[str], int | None],
    reading: _Reading,
) -> int:
    if not meta.get(key):
        reading.wrong(_("In META ontbreekt '{key}'.").format(key=key), lines.get(key))
        return 0
    found = convert(meta[key])
    if found is None:
        reading.wrong(_number_wanted(convert), lines[key], key, meta[key])
    return found or 0


def _number_wanted(convert: Callable[[str], int | None]) -> str:
    if convert is _cents:
        return _("Schrijf hier een bedrag, met hoogstens twee cijfers na de punt.")
    return _("Schrijf hier een heel getal van nul of meer.")


def _cents(text: str) -> int | None:
    """An amount in whole cents; None when it is none. The comma that some files have is understood."""
    try:
        amount = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    if not amount.is_finite() or not 0 <= amount < _DEAREST or amount * 100 != int(amount * 100):
        return None
    return int(amount * 100)


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _proposals(reading: _Reading) -> Iterator[Proposal]:
    seen: dict[str, int] = {}
    for row in reading.rows["PROJECTS"]:
        code, cost = row.cells["project_id"], _cents(row.cells["cost"])
        if not code:
            reading.wrong(_("Dit voorstel heeft geen nummer."), row.line, "project_id")
        elif code in seen:
            sentence = _("Dit nummer staat ook op regel {line}.").format(line=seen[code])
            reading.wrong(sentence, row.line, "project_id", code)
        elif cost is None:
            reading.wrong(_number_wanted(_cents), row.line, "cost", row.cells["cost"] or "–")
        else:
            seen[code] = row.line
            yield Proposal(code, cost, name=row.cells.get("name", ""))


def _ballots(reading: _Reading, vote_type: str, meta: Mapping[str, str], known: set[str]) -> Iterator[Ballot]:
    rows = reading.rows["VOTES"]
    longest = max((len(row.cells["vote"].split(",")) for row in rows), default=0)
    most = _count(meta.get("max_length", "")) or longest
    read = VOTE_TYPES[vote_type]
    seen: dict[str, int] = {}
    for row in rows:
        voter = row.cells["voter_id"]
        if voter in seen:
            sentence = _("Deze stem staat ook op regel {line}.").format(line=seen[voter])
            reading.wrong(sentence, row.line, "voter_id", voter)
        seen[voter] = row.line
        try:
            yield read(row.cells, known, most)
        except WrongVoteError as wrong:
            reading.wrong(wrong.sentence, row.line, wrong.column, wrong.value)


def _hold_count(
    meta: Mapping[str, str], lines: Mapping[str, int], key: str, found: int, reading: _Reading
) -> None:
    if key in meta and _count(meta[key]) != found:
        sentence = _("In het bestand staan er {found}.").format(found=found)
        reading.wrong(sentence, lines[key], key, meta[key])


def _selected(rows: list[_Row]) -> tuple[str, ...] | None:
    if not rows or "selected" not in rows[0].cells:
        return None
    return tuple(row.cells["project_id"] for row in rows if row.cells["selected"] == "1")
