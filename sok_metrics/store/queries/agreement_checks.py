"""What the checks of the organisation rules look at, in one go."""

from datetime import date
from typing import Any

from sok_metrics.nouns.model import Agreement, CommitmentKind, MeetingKind, Origin, ProjectStatus
from sok_metrics.store.queries.agreement import list_commitments, list_rule_parameters, read_agreement
from sok_metrics.store.queries.meetings import list_meetings
from sok_metrics.store.queries.whole_sums import whole_sum
from sok_metrics.store.reader import Reader
from sok_metrics.views.agreement_checks.period import Period
from sok_metrics.views.agreement_checks.records import (
    AdjustmentRecord,
    CheckRecords,
    FundRecord,
    MeetingRecord,
    MemberRecord,
    ProjectRecord,
    Rule,
)


def read_check_records(reader: Reader, period: Period) -> CheckRecords:
    """The records on which the checks of this period rest, as this reader sees them."""
    agreement: Agreement | None = read_agreement(reader)
    rules = list_commitments(reader, [CommitmentKind.ORGANISATION_RULE])
    return CheckRecords(
        starts_on=agreement.starts_on if agreement else None,
        ends_on=agreement.ends_on if agreement else None,
        agreement_is_example=agreement is not None and agreement.origin is Origin.EXAMPLE,
        rule_codes=tuple(rules["code"].tolist()),
        rules=tuple(Rule(**row) for row in list_rule_parameters(reader, period.judged_on)),
        meetings=tuple(
            MeetingRecord(**{**row, "kind": MeetingKind(row["kind"])}) for row in _shown_meetings(reader)
        ),
        projects=tuple(
            ProjectRecord(**{**row, "status": ProjectStatus(row["status"])})
            for row in _projects(reader, period.judged_on)
        ),
        members=tuple(MemberRecord(**row) for row in _members(reader)),
        funds=tuple(FundRecord(**row) for row in _funds(reader, period.start)),
        adjustments=tuple(AdjustmentRecord(**row) for row in _adjustments(reader)),
    )


def _shown_meetings(reader: Reader) -> list[dict[str, Any]]:
    """The meetings without the small counts that are not shown."""
    hidden = list_meetings(reader).set_index("number")["first_time_hidden"].dropna()
    return [
        row | {"first_timers": None, "hides_first_timers": True} if row["number"] in hidden.index else row
        for row in _meetings(reader)
    ]


def _meetings(reader: Reader) -> list[dict[str, Any]]:
    return reader.rows(
        f"""
        WITH linked AS (
            SELECT item.meeting_number, count(*) AS items
            FROM {{agenda_item}} AS item JOIN {{commitment}} AS commitment
              ON commitment.code = item.commitment_code AND commitment.kind IN ('value', 'goal')
            GROUP BY item.meeting_number
        ),
        answered AS (
            SELECT meeting_number, count(DISTINCT indicator_code) AS cards
            FROM {{card_answer}} AS answer WHERE count > 0 GROUP BY meeting_number
        ),
        present AS (
            SELECT meeting_number, {whole_sum("first_time_count")} AS first_timers
            FROM {{attendance}} AS attendance GROUP BY meeting_number
        )
        -- one row per meeting
        SELECT meeting.number, meeting.kind, meeting.title, meeting.held_on, meeting.status,
               coalesce(linked.items, 0) AS linked_items, coalesce(answered.cards, 0) AS cards,
               present.first_timers, meeting.origin = 'example' AS is_example
        FROM {{meeting}} AS meeting
        LEFT JOIN linked ON linked.meeting_number = meeting.number
        LEFT JOIN answered ON answered.meeting_number = meeting.number
        LEFT JOIN present ON present.meeting_number = meeting.number
        ORDER BY meeting.held_on, meeting.number
        """
    )


def _projects(reader: Reader, day: date) -> list[dict[str, Any]]:
    """Who may be reached follows the consent that held on the day, as in DEE-05; no name is read here."""
    return reader.rows(
        """
        -- one row per person: what they allowed to be shown on the day
        WITH allowed AS (
            SELECT consent.person_code,
                   -- who was forgotten could be found until that day
                   bool_or(consent.field = 'name' AND (person.name IS NOT NULL OR is_shell)) AS name,
                   bool_or(consent.field = 'phone' AND (person.phone IS NOT NULL OR is_shell)) AS phone,
                   bool_or(consent.field = 'email' AND (person.email IS NOT NULL OR is_shell)) AS email
            FROM {consent} AS consent
            JOIN (SELECT *, role = 'vergeten persoon' AS is_shell FROM {person} AS person) AS person
              ON person.code = consent.person_code
            WHERE consent.given_on <= $day AND (consent.withdrawn_on IS NULL OR consent.withdrawn_on > $day)
            GROUP BY consent.person_code
        )
        -- one row per project
        SELECT project.code, project.title, project.status, project.series_year, project.starts_on,
               project.ends_on,
               coalesce(trim(project.plan), '') <> ''
                   AND (project.planned_on IS NULL OR project.planned_on <= $day) AS has_plan,
               coalesce(allowed.name AND (allowed.phone OR allowed.email), FALSE) AS has_contact,
               project.origin = 'example' AS is_example
        FROM {project} AS project LEFT JOIN allowed ON allowed.person_code = project.contact_person_code
        ORDER BY project.code
        """,
        {"day": day},
    )


def _members(reader: Reader) -> list[dict[str, Any]]:
    return reader.rows(
        """
        SELECT person_code, elected_on, until, origin = 'example' AS is_example
        FROM {process_group_member} AS member ORDER BY elected_on, number
        """
    )


def _funds(reader: Reader, start: date) -> list[dict[str, Any]]:
    """Each fund with what was paid from it before the period began."""
    return reader.rows(
        """
        WITH paid AS (
            SELECT fund_code, sum(amount) AS amount FROM {payment} AS payment
            WHERE paid_on < $start
              AND allocation_number IN (SELECT number FROM {allocation} AS allocation)
            GROUP BY fund_code
        )
        -- one row per fund
        SELECT fund.code, fund.name, fund.year, fund.ends_on, fund.amount_promised AS promised,
               CAST(coalesce(paid.amount, 0) AS DECIMAL(18, 2)) AS paid_before,
               fund.origin = 'example' AS is_example
        FROM {fund} AS fund LEFT JOIN paid ON paid.fund_code = fund.code
        ORDER BY fund.year, fund.code
        """,
        {"start": start},
    )


def _adjustments(reader: Reader) -> list[dict[str, Any]]:
    """New versions of the agreement, without its first, and decisions on one of its organisation rules."""
    return reader.rows(
        """
        -- one row per moment
        SELECT version.valid_from AS day, CAST(NULL AS VARCHAR) AS rule_code,
               version.origin = 'example' AS is_example
        FROM {agreement_version} AS version
        WHERE number > (SELECT min(number) FROM {agreement_version} AS earliest)
        UNION ALL
        SELECT decision.decided_on, decision.commitment_code, decision.origin = 'example'
        FROM {decision} AS decision JOIN {commitment} AS commitment
          ON commitment.code = decision.commitment_code AND commitment.kind = 'organisation_rule'
        WHERE decision.withdrawn_on IS NULL
          AND (decision.meeting_number IS NULL
               OR decision.meeting_number IN (SELECT number FROM {meeting} AS meeting))
        ORDER BY day
        """
    )
