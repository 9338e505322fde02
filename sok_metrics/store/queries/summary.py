"""The few figures about meetings, actions and money that the overview shows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sok_metrics.store.reader import Reader


@dataclass(frozen=True)
class Summary:
    """Meetings, actions and money in short, on one day."""

    reviews_held: int
    """Review meetings held this calendar year."""
    reviews_promised: int | None
    """How many the agreement promises per year; None when it does not say."""
    next_review_on: date | None
    last_review_on: date | None
    open_actions: int
    late_actions: int
    money_promised: Decimal
    money_granted: Decimal
    money_paid: Decimal
    has_examples: bool
    """Whether any of these figures rests on an example row."""


def read_summary(reader: Reader, today: date) -> Summary:
    """The short figures on this day, as this reader sees them."""
    [found] = reader.rows(
        """
        WITH review AS (SELECT * FROM {meeting} AS meeting WHERE kind = 'review'),
        open_action AS (
            SELECT * FROM {action} AS action
            WHERE agreed_on <= $today AND (done_on IS NULL OR done_on > $today)
              AND (dropped_on IS NULL OR dropped_on > $today)
        ),
        newest AS (
            SELECT coalesce(max(CASE WHEN valid_from <= $today THEN number END), min(number)) AS number
            FROM {agreement_version} AS version
        )
        -- one row
        SELECT
            (SELECT count(*) FROM review
             WHERE status = 'held' AND held_on <= $today AND year(held_on) = year($today)) AS reviews_held,
            (SELECT CAST(max(value) AS BIGINT) FROM {rule_parameter} AS parameter, newest
             WHERE parameter.name = 'reviews_per_year'
               AND parameter.agreement_version = newest.number) AS reviews_promised,
            (SELECT min(held_on) FROM review
             WHERE status = 'planned' AND held_on >= $today) AS next_review_on,
            (SELECT max(held_on) FROM review WHERE status = 'held' AND held_on <= $today) AS last_review_on,
            (SELECT count(*) FROM open_action) AS open_actions,
            (SELECT count(*) FROM open_action WHERE due_on < $today) AS late_actions,
            (SELECT CAST(coalesce(sum(amount_promised), 0) AS DECIMAL(18, 2))
             FROM {fund} AS fund) AS money_promised,
            (SELECT CAST(coalesce(sum(amount), 0) AS DECIMAL(18, 2))
             FROM {allocation_fund} AS part
             WHERE allocation_number IN (SELECT number FROM {allocation} AS allocation)) AS money_granted,
            (SELECT CAST(coalesce(sum(amount), 0) AS DECIMAL(18, 2)) FROM {payment} AS payment
             WHERE allocation_number IN (SELECT number FROM {allocation} AS allocation)) AS money_paid,
            EXISTS (SELECT 1 FROM review WHERE origin = 'example')
                OR EXISTS (SELECT 1 FROM open_action WHERE origin = 'example')
                OR EXISTS (SELECT 1 FROM {fund} AS fund WHERE origin = 'example') AS has_examples
        """,
        {"today": today},
    )
    return Summary(**found)


def has_example_rows(reader: Reader) -> bool:
    """Whether this store holds example rows at all: then it is a try-out, not a neighbourhood's own."""
    [found] = reader.rows(
        """
        SELECT EXISTS (SELECT 1 FROM {measurement} AS measurement WHERE origin = 'example')
            OR EXISTS (SELECT 1 FROM {meeting} AS meeting WHERE origin = 'example')
            OR EXISTS (SELECT 1 FROM {series} AS series WHERE origin = 'example') AS found
        """
    )
    return bool(found["found"])
