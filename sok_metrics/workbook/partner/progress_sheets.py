"""The sheets that tell how it goes: values, goals, rules, indicators and their measurements."""

from collections.abc import Sequence

import pandas as pd

from sok_metrics.nouns.model import CommitmentKind, Status
from sok_metrics.texts import _
from sok_metrics.texts.sentences import counts_sentence, progress_sentence
from sok_metrics.texts.statuses import status_word
from sok_metrics.views.progress import latest_cards
from sok_metrics.workbook.file.columns import (
    Kind,
    SheetColumn,
    date_columns,
    figure_codes,
    local_moments,
    origins,
    text_columns,
    withheld_words,
    words,
    yes_no,
)
from sok_metrics.workbook.file.tables import TableSheet
from sok_metrics.workbook.partner.content import PartnerContent

_RULES = (CommitmentKind.COOPERATION_RULE, CommitmentKind.ORGANISATION_RULE)


def values_sheet(content: PartnerContent) -> TableSheet:
    """The values, with how their indicators do."""
    empty = _("Er zijn nog geen waarden vastgelegd.")
    explanation = _("De waarden uit de overeenkomst, met hoe het ervoor staat.")
    return _commitments_sheet(content, _("Waarden"), empty, explanation, CommitmentKind.VALUE)


def goals_sheet(content: PartnerContent) -> TableSheet:
    """The goals, with how their indicators do."""
    empty = _("Er zijn nog geen doelen vastgelegd.")
    explanation = _("De doelen uit de overeenkomst, met hoe het ervoor staat.")
    return _commitments_sheet(content, _("Doelen"), empty, explanation, CommitmentKind.GOAL)


def rules_sheet(content: PartnerContent) -> TableSheet:
    """The cooperation rules and the organisation rules."""
    empty = _("Er zijn nog geen afspraken vastgelegd.")
    explanation = _("De afspraken over samenwerken (S) en over de organisatie (O).")
    return _commitments_sheet(content, _("Afspraken"), empty, explanation, *_RULES)


def _commitments_sheet(
    content: PartnerContent, title: str, empty: str, explanation: str, *kinds: CommitmentKind
) -> TableSheet:
    rows = _commitment_rows(content, kinds)
    return TableSheet(
        title,
        _commitment_columns(rows, has_kinds=len(kinds) > 1),
        empty,
        explanation,
        frozen_columns=2,
        status_headings=(_("Slechtste status"),),
        beside_paper=[
            SheetColumn(_("Ervaren: antwoorden"), rows["n"], Kind.WHOLE),
            SheetColumn(_("Ervaren: datum"), rows["held_on"], Kind.DATE),
            SheetColumn(
                _("Projecten"), rows["code"].map(_projects_by_commitment(content.projects)), max_width=24
            ),
        ],
    )


def _commitment_rows(content: PartnerContent, kinds: Sequence[CommitmentKind]) -> pd.DataFrame:
    chosen = content.commitments[content.commitments["kind"].isin([kind.value for kind in kinds])]
    rows = chosen.merge(content.by_commitment, left_on="code", right_on="commitment_code", how="left")
    rows = rows.merge(_latest_cards(content), on="code", how="left")
    counts = ["indicator_count", "measured_count", "example_count"]
    counts += [f"count_{status.value}" for status in Status]
    rows[counts] = rows[counts].astype("float64").fillna(0).astype("int64")
    return rows


def _commitment_columns(rows: pd.DataFrame, *, has_kinds: bool) -> list[SheetColumn]:
    columns = text_columns(rows, [(_("Code"), "code"), (_("Titel"), "title")], max_width=30)
    columns += text_columns(rows, [(_("Omschrijving"), "description")], max_width=40)
    if has_kinds:
        columns.append(SheetColumn(_("Soort"), words(rows["kind"], "commitment", "kind")))
    return [
        *columns,
        SheetColumn(_("Aantal indicatoren"), rows["indicator_count"], Kind.WHOLE),
        SheetColumn(_("Waarvan gemeten"), rows["measured_count"], Kind.WHOLE),
        SheetColumn(_("Waarvan voorbeeld"), rows["example_count"], Kind.WHOLE),
        SheetColumn(_("Stand"), _counts_sentences(rows), max_width=30),
        SheetColumn(_("Slechtste indicator"), rows["worst_indicator_code"]),
        SheetColumn(_("Slechtste status"), status_words(rows["worst_status"])),
        SheetColumn(_("Ervaren (1 tot 5)"), rows["median"], Kind.FIGURE),
        SheetColumn(_("Ervaren: herkomst"), rows["card_origin"]),
        origins(rows["is_example"]),
    ]


def status_words(codes: pd.Series) -> pd.Series:
    """Statuses in words; missing stays empty."""
    return codes.map({status.value: status_word(status) for status in Status}).astype(object)


def _counts_sentences(rows: pd.DataFrame) -> pd.Series:
    """How many indicators have each status, in one sentence; empty without indicators."""
    counted = rows[[f"count_{status.value}" for status in Status]].set_axis(list(Status), axis=1)
    sentences = [
        counts_sentence(counts) if any(counts.values()) else None for counts in counted.to_dict("records")
    ]
    return pd.Series(sentences, index=rows.index, dtype=object)


def _latest_cards(content: PartnerContent) -> pd.DataFrame:
    """What everybody together answered at the last meeting: code, median, n, held_on, card_origin."""
    latest = latest_cards(content.cards)
    cards = latest.assign(card_origin=origins(latest["is_example"]).values, code=latest["commitment_code"])
    return cards[["code", "median", "n", "held_on", "card_origin"]].astype({"code": "str"})


def _projects_by_commitment(projects: pd.DataFrame) -> dict[str, str]:
    """The codes of the projects that work on each commitment."""
    pairs = projects[["code", "commitment_codes"]].dropna().astype("str")
    each = pairs.assign(commitment=pairs["commitment_codes"].str.split(r"\s*;\s*", regex=True))
    grouped = each.explode("commitment").groupby("commitment")["code"]
    return {str(code): "; ".join(codes) for code, codes in grouped}


def indicators_sheet(content: PartnerContent) -> TableSheet:
    """One row per series: status, explanation, figures, definition and source."""
    return TableSheet(
        _("Indicatoren"),
        _indicator_columns(content),
        _("Er zijn nog geen indicatoren."),
        _("Een regel per reeks: status, uitleg, cijfers, definitie en bron."),
        frozen_columns=2,
        status_headings=(_("Status"),),
        beside_paper=_more_of_indicators(content),
    )


def _indicator_columns(content: PartnerContent) -> list[SheetColumn]:
    rows = content.assessed
    figures = [rows[name] for name in ("effective_baseline_value", "latest_value", "target_value")]
    codes = figure_codes(*figures, units=rows)
    return [
        *_series_columns(rows),
        SheetColumn(_("Status"), status_words(rows["status"])),
        SheetColumn(_("Uitleg"), _explanations(rows)),
        *_figure_columns(rows, codes),
        origins(rows["is_example"]),
    ]


def _more_of_indicators(content: PartnerContent) -> list[SheetColumn]:
    rows = content.assessed
    return [
        *text_columns(rows, [(_("Gebied"), "area_name"), (_("Editie"), "edition")]),
        SheetColumn(_("Eenheid"), rows["unit"], max_width=24),
        SheetColumn(_("Richting"), words(rows["direction"], "indicator", "direction")),
        SheetColumn(_("Tempo"), rows["pace"], Kind.SHARE),
        SheetColumn(_("Volgende meting"), rows["next_due_on"], Kind.DATE),
        SheetColumn(_("Verouderd"), yes_no(rows["is_outdated"])),
        SheetColumn(_("Waarden en doelen"), _commitments_of(content), max_width=20),
        *text_columns(
            rows, [(_("Definitie"), "definition"), (_("Hoe gemeten"), "method"), (_("Bron"), "source")]
        ),
        SheetColumn(_("Rol van de reeks"), words(rows["role"], "series", "role")),
        SheetColumn(_("Reekscode"), rows["series_code"]),
    ]


def _series_columns(rows: pd.DataFrame) -> list[SheetColumn]:
    """By which one knows the series of a row."""
    names = [(_("Code"), "indicator_code"), (_("Naam"), "indicator_name"), (_("Reeks"), "series_label")]
    return text_columns(rows, names, max_width=32)


def _figure_columns(rows: pd.DataFrame, codes: pd.Series) -> list[SheetColumn]:
    def shown(heading: str, value: str, hidden: str) -> SheetColumn:
        return SheetColumn(heading, rows[value], Kind.FIGURE, codes, instead=withheld_words(rows, hidden))

    return [
        shown(_("Nulmeting"), "effective_baseline_value", "baseline_hidden"),
        SheetColumn(_("Datum nulmeting"), rows["effective_baseline_date"], Kind.DATE),
        shown(_("Laatste meting"), "latest_value", "latest_hidden"),
        SheetColumn(_("Datum laatste meting"), rows["latest_date"], Kind.DATE),
        shown(_("Streefwaarde"), "target_value", "target_hidden"),
        SheetColumn(_("Streefdatum"), rows["target_date"], Kind.DATE),
    ]


def _explanations(rows: pd.DataFrame) -> pd.Series:
    """The sentence of each series; a target that is another series is named."""
    names = rows.set_index("series_code").apply(_series_name, axis=1) if len(rows) else pd.Series(dtype="str")
    labels = rows["target_series_code"].map(names.to_dict()).astype(object)
    sentences = [
        progress_sentence(row, label if isinstance(label, str) else None)
        for row, label in zip(rows.itertuples(), labels, strict=True)
    ]
    return pd.Series(sentences, index=rows.index, dtype=object)


def _series_name(row: pd.Series) -> str:
    """What a series is called when another one refers to it."""
    return next(
        (str(row[name]) for name in ("series_label", "area_name") if pd.notna(row[name]) and row[name]), ""
    )


def _commitments_of(content: PartnerContent) -> pd.Series:
    """The codes of the commitments that each indicator tells about."""
    pairs = content.links[["indicator_code", "commitment_code"]].drop_duplicates()
    joined = pairs.groupby("indicator_code")["commitment_code"].agg("; ".join)
    return content.assessed["indicator_code"].map(joined)


def measurements_sheet(content: PartnerContent) -> TableSheet:
    """One row per measurement, in the order of the indicators and of time."""
    rows = _measurement_rows(content)
    return TableSheet(
        _("Metingen"),
        _measurement_columns(rows),
        _("Er zijn nog geen metingen."),
        _("Alle metingen met hun bron."),
        frozen_columns=2,
        beside_paper=[
            *text_columns(
                rows,
                [
                    (_("Vindplaats"), "source_location"),
                    (_("Opmerking"), "note"),
                    (_("Reden van correctie"), "correction_reason"),
                ],
            ),
            SheetColumn(_("Berekend"), yes_no(rows["is_derived"])),
            SheetColumn(_("Vastgelegd op"), local_moments(rows["recorded_at"]), Kind.MOMENT),
            SheetColumn(_("Reekscode"), rows["series_code"]),
        ],
    )


def _measurement_rows(content: PartnerContent) -> pd.DataFrame:
    places = pd.Series(range(len(content.assessed)), index=content.assessed["series_code"])
    order = content.measurements["series_code"].map(places)
    measurements = content.measurements.assign(_order=order)
    measurements = measurements.sort_values(["_order", "period_end", "period_start"], kind="stable")
    names = ["series_code", "indicator_code", "indicator_name", "series_label", "unit", "kind"]
    facts = content.assessed[names]
    return measurements.merge(facts, on="series_code", how="left")


def _measurement_columns(rows: pd.DataFrame) -> list[SheetColumn]:
    return [
        *_series_columns(rows),
        *date_columns(rows, [(_("Van"), "period_start"), (_("Tot en met"), "period_end")]),
        SheetColumn(
            _("Waarde"),
            rows["value"],
            Kind.FIGURE,
            figure_codes(rows["value"], units=rows, by=rows["series_code"]),
            instead=withheld_words(rows, "hidden"),
        ),
        SheetColumn(_("Eenheid"), rows["unit"], max_width=24),
        *text_columns(rows, [(_("Verhaal"), "story"), (_("Bron"), "source")], max_width=38),
        origins(rows["is_example"]),
    ]
