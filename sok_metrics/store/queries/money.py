"""The participatory energy budget; amounts are exact (Decimal), so these frames hold Python objects."""

import pandas as pd

from sok_metrics.store.reader import Reader

_FUND_COLUMNS = [
    "code",
    "name",
    "party",
    "year",
    "ends_on",
    "conditions",
    "only_group",
    "only_commitment_code",
    "promised",
    "is_example",
]
_ALLOCATION_COLUMNS = [
    "number",
    "granted_on",
    "meeting_number",
    "decision_number",
    "decision_text",
    "proposal_number",
    "proposal_title",
    "project_code",
    "project_title",
    "fund_code",
    "fund_name",
    "amount",
    "exception_note",
    "is_example",
]
_PAYMENT_COLUMNS = [
    "number",
    "allocation_number",
    "project_code",
    "fund_code",
    "fund_name",
    "paid_on",
    "amount",
    "description",
    "supplier",
    "exception_note",
    "is_example",
]
_CARRY_OVER_COLUMNS = [
    "fund_code",
    "from_year",
    "to_year",
    "amount",
    "decided_on",
    "meeting_number",
    "decision_number",
    "decision_text",
    "note",
    "is_example",
]
_RETURN_COLUMNS = [
    "number",
    "allocation_number",
    "project_code",
    "fund_code",
    "fund_name",
    "returned_on",
    "kind",
    "amount",
    "note",
    "is_example",
]
_OTHER_COLUMNS = ["number", "project_code", "kind", "giver", "amount", "agreed_on", "note", "is_example"]
_INSTALMENT_COLUMNS = ["number", "fund_code", "amount", "due_on", "received_on", "is_example"]
_PROPOSAL_COLUMNS = ["number", "title", "project_code", "submitted_on", "amount", "is_example"]


def list_funds(reader: Reader) -> pd.DataFrame:
    """One row per fund.

    Columns: code, name, party, year, ends_on, conditions, only_group, only_commitment_code, promised (Decimal
    in euros), is_example.
    """
    found = reader.rows(
        """
        SELECT fund.code, fund.name, party.name AS party, fund.year, fund.ends_on, fund.conditions,
               fund.only_group, fund.only_commitment_code, fund.amount_promised AS promised,
               fund.origin = 'example' AS is_example
        FROM {fund} AS fund LEFT JOIN {party} AS party ON party.code = fund.party_code
        ORDER BY fund.year, fund.code
        """
    )
    return pd.DataFrame(found, columns=_FUND_COLUMNS, dtype=object)


def list_allocations(reader: Reader) -> pd.DataFrame:
    """One row per allocation and fund.

    Columns: number, granted_on, meeting_number and decision_number (None where they do not show),
    decision_text, proposal_number, proposal_title, project_code, project_title, fund_code, fund_name, amount
    (Decimal in euros), exception_note, is_example.
    """
    found = reader.rows(
        """
        SELECT allocation.number, allocation.granted_on,
               coalesce(meeting.number, decision.meeting_number) AS meeting_number,
               decision.number AS decision_number, decision.text AS decision_text,
               proposal.number AS proposal_number, proposal.title AS proposal_title,
               project.code AS project_code, project.title AS project_title, part.fund_code,
               fund.name AS fund_name, part.amount, part.exception_note,
               part.origin = 'example' AS is_example
        FROM {allocation_fund} AS part
        JOIN {allocation} AS allocation ON allocation.number = part.allocation_number
        JOIN {fund} AS fund ON fund.code = part.fund_code
        LEFT JOIN {proposal} AS proposal ON proposal.number = allocation.proposal_number
        LEFT JOIN {decision} AS decision ON decision.number = allocation.decision_number
        LEFT JOIN {meeting} AS meeting ON meeting.number = allocation.meeting_number
        LEFT JOIN {project} AS project ON project.code = allocation.project_code
        ORDER BY allocation.granted_on, allocation.number, part.fund_code
        """
    )
    return pd.DataFrame(found, columns=_ALLOCATION_COLUMNS, dtype=object)


def list_payments(reader: Reader) -> pd.DataFrame:
    """One row per payment.

    Columns: number, allocation_number, project_code, fund_code, fund_name, paid_on, amount (Decimal in
    euros), description, supplier (only where everybody may see it), exception_note, is_example.
    """
    found = reader.rows(
        """
        SELECT payment.number, payment.allocation_number, project.code AS project_code, payment.fund_code,
               fund.name AS fund_name, payment.paid_on, payment.amount, payment.description,
               CASE WHEN payment.supplier_is_public THEN payment.supplier END AS supplier,
               payment.exception_note, payment.origin = 'example' AS is_example
        FROM {payment} AS payment
        JOIN {allocation} AS allocation ON allocation.number = payment.allocation_number
        JOIN {fund} AS fund ON fund.code = payment.fund_code
        LEFT JOIN {project} AS project ON project.code = allocation.project_code
        ORDER BY payment.paid_on, payment.number
        """
    )
    return pd.DataFrame(found, columns=_PAYMENT_COLUMNS, dtype=object)


def list_carry_overs(reader: Reader) -> pd.DataFrame:
    """Money of a fund that was taken along to a next year.

    Columns: fund_code, from_year, to_year, amount (Decimal), decided_on, meeting_number, decision_number,
    decision_text, note, is_example.
    """
    found = reader.rows(
        """
        SELECT carried.fund_code, carried.from_year, carried.to_year, carried.amount, carried.decided_on,
               coalesce(meeting.number, decision.meeting_number) AS meeting_number,
               decision.number AS decision_number, decision.text AS decision_text, carried.note,
               carried.origin = 'example' AS is_example
        FROM {carry_over} AS carried
        LEFT JOIN {decision} AS decision ON decision.number = carried.decision_number
        LEFT JOIN {meeting} AS meeting ON meeting.number = carried.meeting_number
        WHERE carried.fund_code IN (SELECT code FROM {fund} AS fund)
        ORDER BY carried.fund_code, carried.from_year
        """
    )
    return pd.DataFrame(found, columns=_CARRY_OVER_COLUMNS, dtype=object)


def list_instalments(reader: Reader) -> pd.DataFrame:
    """The parts in which a fund's money comes in.

    Columns: number, fund_code, amount (Decimal), due_on, received_on, is_example.
    """
    found = reader.rows(
        """
        SELECT number, fund_code, amount, due_on, received_on, origin = 'example' AS is_example
        FROM {fund_instalment} AS instalment
        WHERE fund_code IN (SELECT code FROM {fund} AS fund)
        ORDER BY fund_code, due_on, number
        """
    )
    return pd.DataFrame(found, columns=_INSTALMENT_COLUMNS, dtype=object)


def list_returns(reader: Reader) -> pd.DataFrame:
    """What came back of grants to the funds, one row each.

    Columns: number, allocation_number, project_code, fund_code, fund_name, returned_on, kind (paid_back or
    not_needed), amount (Decimal), note, is_example.
    """
    found = reader.rows(
        """
        SELECT back.number, back.allocation_number, project.code AS project_code, back.fund_code,
               fund.name AS fund_name, back.returned_on, back.kind, back.amount, back.note,
               back.origin = 'example' AS is_example
        FROM {returned_money} AS back
        JOIN {allocation} AS allocation ON allocation.number = back.allocation_number
        JOIN {fund} AS fund ON fund.code = back.fund_code
        LEFT JOIN {project} AS project ON project.code = allocation.project_code
        ORDER BY back.returned_on, back.number
        """
    )
    return pd.DataFrame(found, columns=_RETURN_COLUMNS, dtype=object)


def list_other_money(reader: Reader) -> pd.DataFrame:
    """What projects bring in themselves or get elsewhere, one row each.

    Columns: number, project_code, kind (own or other), giver, amount (Decimal), agreed_on, note, is_example.
    """
    found = reader.rows(
        """
        SELECT number, project_code, kind, giver, amount, agreed_on, note, origin = 'example' AS is_example
        FROM {project_money} AS other
        WHERE project_code IN (SELECT code FROM {project} AS project)
        ORDER BY project_code, number
        """
    )
    return pd.DataFrame(found, columns=_OTHER_COLUMNS, dtype=object)


def list_open_proposals(reader: Reader) -> pd.DataFrame:
    """Proposals that nobody decided about yet, oldest first.

    Columns: number, title, project_code, submitted_on, amount (Decimal, what is asked), is_example.
    """
    found = reader.rows(
        """
        SELECT number, title, project_code, submitted_on, amount_requested AS amount,
               origin = 'example' AS is_example
        FROM {proposal} AS proposal
        WHERE status = 'submitted'
          -- who got money was decided about, whatever the proposal itself still says
          AND number NOT IN (SELECT proposal_number FROM {allocation} AS allocation
                             WHERE proposal_number IS NOT NULL)
        ORDER BY submitted_on, number
        """
    )
    return pd.DataFrame(found, columns=_PROPOSAL_COLUMNS, dtype=object)
