"""A small agreement with indicators, projects, meetings and money, as the queries would give it."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from sok_metrics.nouns.model import Agreement, Origin
from sok_metrics.views.energy_budget.ledger import Account
from sok_metrics.views.progress.cards import summarise_cards
from sok_metrics.views.progress.commitments import aggregate
from sok_metrics.views.progress.status import assess
from sok_metrics.workbook.partner.content import PartnerContent

NOW = datetime(2026, 11, 22, 5, 30)
_TEXT, _DATE, _FLAG, _NUMBER = "str", "datetime64[us]", "bool", "float64"

SERIES_TYPES = {
    "series_code": _TEXT,
    "indicator_code": _TEXT,
    "indicator_name": _TEXT,
    "definition": _TEXT,
    "unit": _TEXT,
    "kind": _TEXT,
    "direction": _TEXT,
    "path": _TEXT,
    "frequency": _TEXT,
    "lower_bound": _NUMBER,
    "upper_bound": _NUMBER,
    "smallest_change": _NUMBER,
    "baseline_value": _NUMBER,
    "baseline_date": _DATE,
    "target_value": _NUMBER,
    "target_date": _DATE,
    "target_series_code": _TEXT,
    "target_source": _TEXT,
    "range_low": _NUMBER,
    "range_high": _NUMBER,
    "series_label": _TEXT,
    "area_code": _TEXT,
    "area_name": _TEXT,
    "edition": _TEXT,
    "group_name": _TEXT,
    "role": _TEXT,
    "source": _TEXT,
    "method": _TEXT,
    "responsible": _TEXT,
    "is_derived": _FLAG,
    "is_core": _FLAG,
    "is_example": _FLAG,
}
MEASUREMENT_TYPES = {
    "series_code": _TEXT,
    "period_start": _DATE,
    "period_end": _DATE,
    "value": _NUMBER,
    "story": _TEXT,
    "source": _TEXT,
    "source_location": _TEXT,
    "note": _TEXT,
    "correction_reason": _TEXT,
    "recorded_at": _DATE,
    "is_example": _FLAG,
    "is_derived": _FLAG,
}
COMMITMENT_TYPES = {
    "code": _TEXT,
    "kind": _TEXT,
    "position": "int64",
    "title": _TEXT,
    "description": _TEXT,
    "is_example": _FLAG,
}
PROJECT_TYPES = {
    "code": _TEXT,
    "title": _TEXT,
    "summary": _TEXT,
    "plan": _TEXT,
    "planned_on": _DATE,
    "status": _TEXT,
    "series_year": "Int64",
    "starts_on": _DATE,
    "ends_on": _DATE,
    "contact_role": _TEXT,
    "contact_name": _TEXT,
    "contact_phone": _TEXT,
    "contact_email": _TEXT,
    "lead_party": _TEXT,
    "next_milestone": _TEXT,
    "next_milestone_on": _DATE,
    "commitment_codes": _TEXT,
    "is_example": _FLAG,
}
MEETING_TYPES = {
    "number": "int64",
    "kind": _TEXT,
    "title": _TEXT,
    "held_on": _DATE,
    "start_time": _TEXT,
    "place": _TEXT,
    "status": _TEXT,
    "attendance": "Int64",
    "resident_count": "Int64",
    "is_example": _FLAG,
}
DECISION_TYPES = {
    "number": "int64",
    "meeting_number": "Int64",
    "decided_on": _DATE,
    "text": _TEXT,
    "commitment_code": _TEXT,
    "project_code": _TEXT,
    "review_on": _DATE,
    "withdrawn_on": _DATE,
    "is_example": _FLAG,
}
ACTION_TYPES = {
    "number": "int64",
    "meeting_number": "Int64",
    "text": _TEXT,
    "owner_party": _TEXT,
    "commitment_code": _TEXT,
    "project_code": _TEXT,
    "agreed_on": _DATE,
    "due_on": _DATE,
    "done_on": _DATE,
    "dropped_on": _DATE,
    "is_example": _FLAG,
}
FUND_TYPES = {
    "code": _TEXT,
    "name": _TEXT,
    "party": _TEXT,
    "year": "int64",
    "ends_on": _DATE,
    "conditions": _TEXT,
    "only_group": _TEXT,
    "only_commitment_code": _TEXT,
    "promised": "object",
    "is_example": _FLAG,
}
ALLOCATION_TYPES = {
    "number": "int64",
    "granted_on": _DATE,
    "proposal_title": _TEXT,
    "project_code": _TEXT,
    "project_title": _TEXT,
    "fund_code": _TEXT,
    "fund_name": _TEXT,
    "amount": "object",
    "paid": "object",
    "returned": "object",
    "decision_text": _TEXT,
    "meeting_number": "Int64",
    "exception_note": _TEXT,
    "is_example": _FLAG,
}
PAYMENT_TYPES = {
    "number": "int64",
    "allocation_number": "int64",
    "fund_code": _TEXT,
    "paid_on": _DATE,
    "amount": "object",
    "description": _TEXT,
    "supplier": _TEXT,
    "exception_note": _TEXT,
    "is_example": _FLAG,
}
CARD_TYPES = {
    "meeting_number": "int64",
    "held_on": _DATE,
    "indicator_code": _TEXT,
    "group_name": _TEXT,
    "score": "int64",
    "count": "int64",
    "is_example": _FLAG,
    "threshold": "int64",
    "is_corrected": _FLAG,
}

_DEFAULTS: dict[str, Any] = {
    "is_example": False,
    "is_derived": False,
    "is_core": True,
    "kind": "number",
    "direction": "lower",
    "path": "linear",
    "frequency": "yearly",
    "role": "main",
    "series_label": "",
    "edition": "",
    "group_name": "",
    "unit": "aantal",
    "definition": "Wat dit cijfer zegt over de wijk.",
    "recorded_at": NOW,
}


def frame(types: dict[str, str], rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows with only what differs from the defaults, as a frame with the columns and types of the query."""
    columns = {
        name: pd.Series([row.get(name, _DEFAULTS.get(name)) for row in rows], dtype="object")
        for name in types
    }
    return pd.DataFrame(columns).astype(types)


def series(code: str, name: str, **facts: Any) -> dict[str, Any]:
    return {"series_code": code, "indicator_code": code[:6], "indicator_name": name, **facts}


def measurement(series_code: str, year: int, value: float | None, **facts: Any) -> dict[str, Any]:
    start, end = date(year, 1, 1), date(year, 12, 31)
    return {"series_code": series_code, "period_start": start, "period_end": end, "value": value, **facts}


def sample_series() -> list[dict[str, Any]]:
    cbs = "CBS Kerncijfers wijken en buurten"
    target = {"target_date": date(2028, 12, 31)}
    return [
        series(
            "ECO-01-BO",
            "Gasverbruik per woning",
            unit="m3 per jaar",
            series_label="Bospolder",
            source=cbs,
            area_name="Bospolder",
            target_value=600,
            **target,
            definition="Hoeveel gas een woning in de wijk gemiddeld in een jaar gebruikt. Woningen met een "
            "aansluiting op het warmtenet tellen niet mee.",
        ),
        series(
            "ECO-01-RO",
            "Gasverbruik per woning",
            unit="m3 per jaar",
            series_label="Rotterdam",
            source=cbs,
            area_name="Rotterdam",
            role="comparison",
        ),
        series(
            "INC-03-BO",
            "Moeilijk rondkomen",
            unit="% van de bewoners",
            kind="percentage",
            edition="2018",
            target_value=16,
            baseline_value=41,
            baseline_date=date(2014, 1, 1),
            frequency="two_yearly",
            source="Wijkprofiel Rotterdam 2018 (Cijfers: gemeente Rotterdam; OBI, Wijkprofiel)",
            **target,
        ),
        series(
            "DEE-01",
            "Aandeel bewoners aan tafel",
            unit="%",
            kind="percentage",
            direction="range",
            range_low=40,
            range_high=60,
            frequency="per_review",
            is_derived=True,
            is_example=True,
            **target,
        ),
        series(
            "SCH-02",
            "Huishoudens geholpen met een energiecoach",
            direction="higher",
            target_value=400,
            source="Werkboek",
            is_example=True,
            **target,
        ),
        series(
            "SCH-03",
            "Besparing per huishouden",
            unit="euro per jaar",
            kind="euro",
            direction="higher",
            source="Werkboek",
            is_example=True,
        ),
        series("WON-01", "Woningen op het warmtenet", direction="higher", target_value=1700, **target),
        series("SAM-01", "Ik telde mee", unit="score 1-5", kind="card", direction="higher"),
        series("VER-01", "Verhalen uit de wijk", kind="story", direction="none", unit="verhaal"),
    ]


def sample_measurements() -> list[dict[str, Any]]:
    gas = [900, 970, 1030, 990]
    city = [800, 840, 870, 840]
    cbs = {"source": "CBS Kerncijfers wijken en buurten", "source_location": "tabel 84286NED"}
    rows = [measurement("ECO-01-BO", 2014 + n, value, **cbs) for n, value in enumerate(gas)]
    rows += [measurement("ECO-01-RO", 2014 + n, value, **cbs) for n, value in enumerate(city)]
    rows += [measurement("INC-03-BO", 2014, 41.0), measurement("INC-03-BO", 2018, 29.5)]
    rows += [
        measurement("DEE-01", 2021 + n, value, is_example=True, is_derived=True)
        for n, value in enumerate([25, 31.25, 38.5, 44, 47])
    ]
    rows += [
        measurement("SCH-02", 2021 + n, value, is_example=True)
        for n, value in enumerate([40, 85, 130, 190, 260])
    ]
    rows += [
        measurement("SCH-03", 2023 + n, value, is_example=True) for n, value in enumerate([212.5, 240.25])
    ]
    rows += [measurement("VER-01", 2025, None, story="De buurvrouw hielp ons met de papieren. " * 8)]
    return rows


def _commitments() -> list[dict[str, Any]]:
    texts = [
        ("W1", "value", "Gelijkwaardigheid", "Iedereen telt even zwaar. We doen het echt samen."),
        ("W2", "value", "Zeggenschap van bewoners", "Bewoners beslissen mee en zijn mede-eigenaar."),
        (
            "D2",
            "goal",
            "Betaalbare en betrouwbare energie",
            "Niemand komt door de nieuwe energie in de schulden.",
        ),
        ("D3", "goal", "Zoveel mogelijk CO2 besparen", "We kiezen wat veel CO2 bespaart en betaalbaar is."),
        ("S1", "cooperation_rule", "Elkaars netwerk gebruiken", "Groot en klein zoeken elkaar op."),
        ("O1", "organisation_rule", "Minstens 3 bijeenkomsten per jaar", None),
    ]
    return [
        {"code": code, "kind": kind, "position": place, "title": title, "description": description}
        for place, (code, kind, title, description) in enumerate(texts, 1)
    ]


def _links() -> pd.DataFrame:
    pairs = [
        ("DEE-01", "W2"),
        ("DEE-01", "W1"),
        ("ECO-01", "D3"),
        ("ECO-01", "D2"),
        ("INC-03", "D2"),
        ("SCH-02", "D2"),
        ("SCH-03", "D2"),
        ("WON-01", "D3"),
        ("SAM-01", "W1"),
    ]
    return pd.DataFrame(pairs, columns=["indicator_code", "commitment_code"], dtype="str")


def _projects() -> list[dict[str, Any]]:
    facts = {
        "series_year": 2021,
        "starts_on": date(2021, 9, 1),
        "lead_party": "Energiecoöperatie",
        "status": "running",
    }
    return [
        {
            "code": "P1",
            "title": "Sociaal incasseren",
            "summary": "Oog voor de persoon achter de schuld.",
            "plan": "Eerst bellen, dan pas een brief.",
            "contact_role": "contactpersoon P1, voorbeeld",
            "commitment_codes": "D2; W1",
            "next_milestone": "Proef met twintig huishoudens",
            "next_milestone_on": date(2027, 3, 1),
            "is_example": True,
            **facts,
        },
        {"code": "P2", "title": "Duurzame buurthuiskamers", "commitment_codes": "D3", **facts},
    ]


def _money() -> dict[str, Any]:
    funds = [
        {
            "code": "BOTU",
            "name": "BoTu2028",
            "party": "Gemeente",
            "year": 2021,
            "promised": Decimal("50000.00"),
            "ends_on": date(2027, 12, 31),
        }
    ]
    allocations = [
        {
            "number": 1,
            "granted_on": date(2022, 3, 1),
            "proposal_title": "Coaches opleiden",
            "project_code": "P1",
            "project_title": "Sociaal incasseren",
            "fund_code": "BOTU",
            "fund_name": "BoTu2028",
            "amount": Decimal("31250.50"),
            "paid": Decimal("20100.10"),
            "returned": Decimal("0.00"),
            "is_example": True,
        }
    ]
    payments = [
        {
            "number": 1,
            "allocation_number": 1,
            "fund_code": "BOTU",
            "paid_on": date(2022, 5, 1),
            "amount": Decimal("20100.10"),
            "description": "Eerste deel",
            "is_example": True,
        }
    ]
    return {
        "funds": frame(FUND_TYPES, funds),
        "accounts": {"BOTU": _account()},
        "received": {"BOTU": Decimal("50000.00")},
        "allocations": frame(ALLOCATION_TYPES, allocations),
        "payments": frame(PAYMENT_TYPES, payments),
    }


def _account() -> Account:
    return Account(
        "BOTU",
        None,
        promised=Decimal("50000.00"),
        received=Decimal("50000.00"),
        granted=Decimal("31250.50"),
        paid=Decimal("20100.10"),
        reserved=Decimal("5000.00"),
    )


def _meetings() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    meetings = [
        {
            "number": n,
            "kind": "review",
            "title": f"Voortgang {n}",
            "held_on": date(2026, 3 * n, 4),
            "start_time": "19:30",
            "place": "Huis van de Wijk",
            "status": "held",
            "attendance": 30 + n,
            "resident_count": 12 + n,
            "is_example": True,
        }
        for n in (1, 2, 3)
    ]
    decisions = [
        {
            "number": 1,
            "meeting_number": 1,
            "decided_on": date(2026, 3, 4),
            "is_example": True,
            "text": "We beginnen met sociaal incasseren in twee straten.",
            "project_code": "P1",
        }
    ]
    actions = [
        {
            "number": 1,
            "meeting_number": 1,
            "text": "Uitnodiging in vier talen maken",
            "is_example": True,
            "owner_party": "Gemeente",
            "agreed_on": date(2026, 3, 4),
            "due_on": date(2026, 6, 1),
        }
    ]
    return frame(MEETING_TYPES, meetings), frame(DECISION_TYPES, decisions), frame(ACTION_TYPES, actions)


def _cards() -> pd.DataFrame:
    answers = [
        {
            "meeting_number": n,
            "held_on": date(2026, 3 * n, 4),
            "indicator_code": "SAM-01",
            "score": score,
            "group_name": "resident",
            "count": 5,
            "is_example": True,
            "threshold": 0,
            "is_corrected": False,
        }
        for n in (1, 2)
        for score in (3, 4)
    ]
    cards = summarise_cards(frame(CARD_TYPES, answers))
    return cards.assign(
        question="Telde u mee?", indicator_name="Ik telde mee", commitment_code="W1", is_example=True
    )


def partner_content(**changes: Any) -> PartnerContent:
    """The sample; `changes` replace fields of the content, or give other `series` and `measured` rows."""
    all_series = frame(SERIES_TYPES, changes.pop("series", sample_series()))
    measurements = frame(MEASUREMENT_TYPES, changes.pop("measured", sample_measurements()))
    return replace(_sample(all_series, measurements), **changes)


def _sample(all_series: pd.DataFrame, measurements: pd.DataFrame) -> PartnerContent:
    steps = frame({"series_code": _TEXT, "due_on": _DATE, "value": _NUMBER}, [])
    assessed = assess(all_series, measurements, steps, today=NOW.date())
    main = assessed[assessed["role"] == "main"]
    agreement = Agreement(
        "Samenwerkingsovereenkomst BoTu",
        "Bospolder-Tussendijken",
        "Rotterdam",
        "Samen naar duurzame energie.",
        date(2021, 12, 1),
        date(2028, 12, 31),
        date(2021, 12, 1),
        10,
        Origin.REAL,
    )
    meetings, decisions, actions = _meetings()
    return PartnerContent(
        agreement=agreement,
        generated_at=NOW,
        as_of=None,
        with_examples=True,
        filter_description=None,
        commitments=frame(COMMITMENT_TYPES, _commitments()),
        by_commitment=aggregate(main, _links()),
        assessed=assessed,
        links=_links(),
        measurements=measurements,
        projects=frame(PROJECT_TYPES, _projects()),
        cards=_cards(),
        meetings=meetings,
        decisions=decisions,
        actions=actions,
        **_money(),
    )


def empty_content() -> PartnerContent:
    """An agreement in which nothing has been filled in yet."""
    full = partner_content()
    frames = [name for name, value in vars(full).items() if isinstance(value, pd.DataFrame)]
    return replace(full, **{name: getattr(full, name).iloc[:0] for name in frames})


def many_measurements(count: int, series_count: int = 50) -> PartnerContent:
    """A content with so many measurements, a day each, spread over the series."""
    rows = [
        series(
            f"I{n:05d}", f"Indicator {n}", target_value=10, target_date=date(2028, 12, 31), source="Werkboek"
        )
        for n in range(series_count)
    ]
    number = np.arange(count)
    days = pd.Timestamp("2000-01-01") + pd.to_timedelta(number // series_count, unit="D")
    measurements = pd.DataFrame(
        {
            "series_code": [f"I{n:05d}" for n in number % series_count],
            "period_start": days,
            "period_end": days,
            "value": np.round(np.random.default_rng(7).uniform(0, 1000, count), 2),
            "story": None,
            "source": "Werkboek van de wijk",
            "source_location": "tabel 3",
            "note": None,
            "correction_reason": None,
            "recorded_at": NOW,
            "is_example": False,
            "is_derived": False,
        }
    ).astype(MEASUREMENT_TYPES)
    return _sample(frame(SERIES_TYPES, rows), measurements)
