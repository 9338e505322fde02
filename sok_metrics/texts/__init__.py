"""Every text that people read: Dutch is the source language; numbers and dates through Babel."""

from sok_metrics.texts.catalogue import _, ngettext
from sok_metrics.texts.commitments import card_sentence, commitment_sentence, gap_sentence
from sok_metrics.texts.findings import finding, series_name
from sok_metrics.texts.formats import (
    NOTHING,
    axis_unit,
    day,
    day_and_time,
    euros,
    figure,
    is_present,
    month_year,
    number,
    percentage,
    period_word,
    quantity,
    short_day,
    unit_word,
    weekday,
    whole_euros,
)
from sok_metrics.texts.parsing import parse_amount, parse_number
from sok_metrics.texts.sentences import agreement_sentence, counts_sentence, progress_sentence
from sok_metrics.texts.statuses import (
    STATUS_ICON,
    choice_word,
    flag_words,
    reason_sentence,
    short_reason,
    short_status_word,
    status_word,
)

__all__ = [
    "NOTHING",
    "STATUS_ICON",
    "_",
    "agreement_sentence",
    "axis_unit",
    "card_sentence",
    "choice_word",
    "commitment_sentence",
    "counts_sentence",
    "day",
    "day_and_time",
    "euros",
    "figure",
    "finding",
    "flag_words",
    "gap_sentence",
    "is_present",
    "month_year",
    "ngettext",
    "number",
    "parse_amount",
    "parse_number",
    "percentage",
    "period_word",
    "progress_sentence",
    "quantity",
    "reason_sentence",
    "series_name",
    "short_day",
    "short_reason",
    "short_status_word",
    "status_word",
    "unit_word",
    "weekday",
    "whole_euros",
]
