"""The votes of a Pabulib file, by their kind: each becomes points by proposal."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from sok_metrics.energy_budget.election import Ballot
from sok_metrics.texts import _


class WrongVoteError(Exception):
    """A vote that cannot be read: where, what stands there and what is wrong with it."""

    def __init__(self, column: str, value: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.value = value
        self.sentence = sentence


def _chosen(cells: Mapping[str, str], known: set[str]) -> list[str]:
    """The proposals on a ballot, in its order."""
    text = cells["vote"]
    chosen = [code.strip() for code in text.split(",")] if text else []
    for code in chosen:
        if code not in known:
            raise WrongVoteError("vote", code, _("Dit voorstel staat niet onder PROJECTS."))
        if chosen.count(code) > 1:
            raise WrongVoteError("vote", code, _("Dit voorstel staat twee keer op deze stem."))
    return chosen


def _approval(cells: Mapping[str, str], known: set[str], most: int) -> Ballot:
    return dict.fromkeys(_chosen(cells, known), 1)


def _ordinal(cells: Mapping[str, str], known: set[str], most: int) -> Ballot:
    """The first of a ballot gets as many points as a ballot is long at most, each next one point less."""
    chosen = _chosen(cells, known)
    if len(chosen) > most:
        sentence = _("Op deze stem staan meer voorstellen dan de {most} die mogen.").format(most=most)
        raise WrongVoteError("vote", cells["vote"], sentence)
    return {code: most - place for place, code in enumerate(chosen)}


def _points(cells: Mapping[str, str], known: set[str], most: int) -> Ballot:
    chosen = _chosen(cells, known)
    if "points" not in cells:
        raise WrongVoteError("points", "", _("De kolom met punten ontbreekt."))
    given = [text.strip() for text in cells["points"].split(",")] if cells["points"] else []
    if len(given) != len(chosen):
        raise WrongVoteError("points", cells["points"], _("Er zijn niet evenveel punten als voorstellen."))
    return {code: _whole(text) for code, text in zip(chosen, given, strict=True)}


def _whole(text: str) -> int:
    try:
        points = Decimal(text)
    except InvalidOperation:
        points = Decimal("NaN")
    if not points.is_finite() or points != points.to_integral_value() or not 0 <= points <= 1_000_000:
        raise WrongVoteError("points", text, _("Punten zijn hele getallen van nul of meer."))
    return int(points)


VOTE_TYPES: dict[str, Callable[[Mapping[str, str], set[str], int], Ballot]] = {
    "approval": _approval,
    "ordinal": _ordinal,
    "cumulative": _points,
    "scoring": _points,
}
"""How to read a vote of each kind: from its cells, with the known proposals and how long a ballot may be."""
