"""An election as a file in the format of Pabulib, for who wants to count it again.

Nothing in it tells who voted, or when: no age or sex, and the ballots stand in the order of what is on them.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Protocol

from sok_metrics.energy_budget.election import Election


class _Writer(Protocol):
    def writerow(self, row: Iterable[object], /) -> object: ...

    def writerows(self, rows: Iterable[Iterable[object]], /) -> object: ...


_OWN_KEYS = ("num_projects", "num_votes", "budget", "vote_type")


def write_pb(election: Election, *, meta: Mapping[str, str], selected: tuple[str, ...] | None = None) -> str:
    """The file as text; `meta` says what else is known, such as the description, the rule and the currency.

    Ballots that give one point each are written as approval, others as scoring.
    """
    is_approval = all(points in (0, 1) for ballot in election.ballots for points in ballot.values())
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([["META"], ["key", "value"]])
    writer.writerows([key, value] for key, value in meta.items() if key not in _OWN_KEYS)
    writer.writerows(
        [
            ["num_projects", len(election.proposals)],
            ["num_votes", len(election.ballots)],
            ["budget", amount(election.budget)],
            ["vote_type", "approval" if is_approval else "scoring"],
        ]
    )
    _write_projects(writer, election, selected)
    _write_votes(writer, election, is_approval)
    return text.getvalue()


def amount(cents: int) -> str:
    """An amount as the format has it: whole, or with two decimals after a point."""
    return str(cents // 100) if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02}"


def _write_projects(writer: "_Writer", election: Election, selected: tuple[str, ...] | None) -> None:
    writer.writerows(
        [["PROJECTS"], ["project_id", "cost", "votes", "name", *([] if selected is None else ["selected"])]]
    )
    for one in election.proposals:
        votes = sum(ballot.get(one.code, 0) > 0 for ballot in election.ballots)
        won = [] if selected is None else [int(one.code in selected)]
        writer.writerow([one.code, amount(one.cost), votes, " ".join(one.name.split()), *won])


def _write_votes(writer: "_Writer", election: Election, is_approval: bool) -> None:
    writer.writerows([["VOTES"], ["voter_id", "vote", *([] if is_approval else ["points"])]])
    order = {one.code: place for place, one in enumerate(election.proposals)}
    ballots = sorted(
        sorted((order[code], code, points) for code, points in ballot.items() if points > 0)
        for ballot in election.ballots
    )
    for number, ballot in enumerate(ballots, 1):
        points = [] if is_approval else [",".join(str(given) for _place, _code, given in ballot)]
        writer.writerow([number, ",".join(code for _place, code, _given in ballot), *points])
