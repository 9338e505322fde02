"""Figures in thousands under a threshold of five thousand: each number is found back wherever it is written.

A small number as 3 stands everywhere; 3217 stands where it is told.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from sok_metrics.store.connection import Store
from tests.derive import Number
from tests.store.rows import Cells, indicator, meeting, save, series

LIMIT = 5000
FIRST, LATER = {"recorded_at": "2026-04-02 10:00:00"}, {"recorded_at": "2026-09-03 10:00:00"}
QUARTERS = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"))
COUNTED = {"DUIZ-BO": (12341, 15433, 3217), "DUIZ-TU": (20563, 4129, 31607)}
PER_GROUP = {"vrouw": (2903, 27109), "man": (41017, 38231)}
MONEY = {"vrouw": (61027, 3011), "man": (733051, 82003)}
CAME = {
    901: {"resident": (52013, 2111), "entrepreneur": (8087, 0)},
    902: {"resident": (20021, 9013), "initiative": (15061, 8059), "municipality": (6007, 1049)},
    903: {"resident": (2069, 0), "municipality": (1423, 0)},
}
ANSWERS = {
    901: {"resident": (8011, 12036), "initiative": (1013, 1106), "municipality": (4021, 5020)},
    902: {"resident": (13007, 8004), "municipality": (2033, 14000)},
    903: {"resident": (1051, 1632), "municipality": (983, 1016)},
}
"""Of each group how many gave a 2 and how many a 4."""
TOLD_IN_A_NOTE = 3217


@dataclass(frozen=True)
class Secret:
    """A number that nobody may get, and what it is of."""

    of: str
    value: float


def put_thousands(store: Store) -> None:
    """Counts per quarter, area and group, corrected once; money; who came; cards: all of made-up crowds."""
    _put_indicators(store)
    _put_figures(store)
    meetings = [meeting(number, f"2026-0{number - 896}-14", **FIRST) for number in CAME]
    of_meeting = [(number, group, *counts) for number, came in CAME.items() for group, counts in came.items()]
    answers = [
        (number, group, score, count)
        for number, groups in ANSWERS.items()
        for group, counts in groups.items()
        for score, count in zip((2, 4), counts, strict=True)
    ]
    save(
        store,
        meeting=meetings,
        attendance=[
            {"meeting_number": str(number), "group_name": group, "count": str(count)}
            | {"first_time_count": str(new), **FIRST}
            for number, group, count, new in of_meeting
        ],
        card_answer=[
            {"meeting_number": str(number), "indicator_code": "DUIZ-K", "group_name": group}
            | {"score": str(score), "count": str(count), **FIRST}
            for number, group, score, count in answers
        ],
    )
    late = {"meeting_number": "902", "indicator_code": "DUIZ-K", "group_name": "resident", "score": "2"}
    save(store, card_answer=[late | {"count": "13008", **LATER}])


def _put_indicators(store: Store) -> None:
    guarded = {"privacy_threshold": str(LIMIT), **FIRST}
    save(
        store,
        indicator=[
            indicator("DUIZ", name="Duizenden geholpen", **guarded),
            indicator("DUIZ-G", name="Duizenden per groep", **guarded),
            indicator("DUIZ-E", name="Duizenden euro", kind="euro", **guarded),
            indicator("DUIZ-N", name="Duizenden nieuw", derived_metric="new_participants", **guarded),
            indicator("DUIZ-B", name="Duizenden bewoners", kind="percentage", **guarded)
            | {"derived_metric": "resident_share"},
            indicator("DUIZ-K", name="Duizenden kaart", kind="card", question="Telde u mee?", **guarded),
            indicator("DUIZ-V", name="Duizenden verschil", derived_metric="group_difference", **FIRST)
            | {"derived_from": "DUIZ-K"},
        ],
    )
    areas = {"DUIZ-BO": "BU05990321", "DUIZ-TU": "BU05990322"}
    groups = [(code, group) for code in ("DUIZ-G", "DUIZ-E") for group in PER_GROUP]
    codes = ("DUIZ", "DUIZ-G", "DUIZ-E", "DUIZ-N", "DUIZ-B", "DUIZ-V")
    save(
        store,
        series=[
            *(series(code, indicator_code=code, **FIRST) for code in codes),
            *(
                series(code, indicator_code="DUIZ", area_code=area, role="other", **FIRST)
                for code, area in areas.items()
            ),
            *(
                series(f"{code}-{group}", indicator_code=code, group_name=group, role="other", **FIRST)
                for code, group in groups
            ),
        ],
        indicator_commitment=[
            {"indicator_code": code, "commitment_code": "W1", **FIRST} for code in (*codes, "DUIZ-K")
        ],
        indicator_project=[{"indicator_code": "DUIZ", "project_code": "P1", **FIRST}],
    )


def _put_figures(store: Store) -> None:
    rows = [
        during(code, quarter, count)
        for code, counts in COUNTED.items()
        for quarter, count in zip(QUARTERS, counts, strict=True)
    ]
    so_far = accumulate(sum(counts) for counts in zip(*COUNTED.values(), strict=True))
    rows += [
        during("DUIZ", ("01-01", last), count) for (_first, last), count in zip(QUARTERS, so_far, strict=True)
    ]
    for code, figures in (("DUIZ-G", PER_GROUP), ("DUIZ-E", MONEY)):
        for place, quarter in enumerate(QUARTERS[:2]):
            of_all = sum(one[place] for one in figures.values())
            people = {"base_count": "9001"} if code == "DUIZ-E" else {}
            rows.append(during(code, quarter, of_all, **people))
            for group, counts in figures.items():
                few = {"base_count": "3001" if group == "vrouw" else "6000"} if people else {}
                rows.append(during(f"{code}-{group}", quarter, counts[place], **few))
    save(store, measurement=[{**row, **FIRST} for row in rows])
    again = {"correction_reason": "anders geteld", **LATER}
    told = {"correction_reason": f"was eerst {TOLD_IN_A_NOTE}", "note": f"{TOLD_IN_A_NOTE} klopte niet"}
    save(
        store,
        measurement=[
            during("DUIZ-BO", QUARTERS[2], 13219, **again | told),
            during("DUIZ", ("01-01", "09-30"), 97292, **again),
        ],
    )


def during(code: str, span: tuple[str, str], value: float, **more: str | None) -> Cells:
    first, last = span
    row = {"series_code": code, "period_start": f"2026-{first}", "period_end": f"2026-{last}"}
    return row | {"value": str(value)} | more


def secrets() -> list[Secret]:
    """What may never be told, by the rules alone: a small count, and what rests on few people."""
    found = [Secret(code, count) for code, counts in COUNTED.items() for count in counts if count < LIMIT]
    found += [Secret(f"DUIZ-G {group}", n) for group, ns in PER_GROUP.items() for n in ns if n < LIMIT]
    found += [Secret("DUIZ-E vrouw", count) for count in MONEY["vrouw"]]
    for number, groups in CAME.items():
        found += [Secret(f"{number} {g} nieuw", new) for g, (_n, new) in groups.items() if 0 < new < LIMIT]
        if sum(count for count, _new in groups.values()) < LIMIT:
            found += [Secret(f"{number} {group}", count) for group, (count, _new) in groups.items()]
    few = [(number, group, of) for number, groups in ANSWERS.items() for group, of in groups.items()]
    return found + [
        Secret(f"kaart {number} {group}", count)
        for number, group, counts in few
        if sum(counts) < LIMIT
        for count in (*counts, sum(counts))
    ]


def people_at_meetings(found: Collection[float]) -> frozenset[Number]:
    """How many were new as the attacker knows it: the numbers that he found, and the words of the others."""
    numbers = []
    for meeting_number, groups in CAME.items():
        counted = {group: (new, count) for group, (count, new) in groups.items()}
        counted[""] = tuple(sum(each) for each in zip(*counted.values(), strict=True))
        for group, (new, count) in counted.items():
            label = None if new in found or new == 0 else "small" if new < LIMIT else "beside"
            numbers.append(
                Number("nieuw", f"nieuw {meeting_number} {group}", "", group, meeting_number,
                       meeting_number + 1, Fraction(new), LIMIT, label, most=count)
            )  # fmt: skip
    return frozenset(numbers)


def hidden_answers(found: Collection[float]) -> dict[int, int]:
    """Per meeting how many answers are left when what was found is taken from everybody's."""
    left = {}
    for number, groups in ANSWERS.items():
        counts = [sum(of_group) for of_group in groups.values()]
        if sum(counts) in found:
            left[number] = sum(counts) - sum(count for count in counts if count in found)
    return left
