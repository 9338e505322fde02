"""The participatory energy budget; amounts are exact (Decimal), so these frames hold Python objects."""

import pandas as pd

from sok_metrics.store.reader import Reader

_FUND_COLUMNS = ["code", "name", "party", "year", "ends_on", "conditions", "promised", "is_example"]
_ALLOCATION_COLUMNS = [
    "number",
    "granted_on",
    "proposal_title",
    "project_code",
    "project_title",
    "fund_code",
    "fund_name",
    "amount",
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
    "is_example",
]
_CARRY_OVER_COLUMNS = ["fund_code", "from_year", "to_year", "amount", "decided_on", "is_example"]
_INSTALMENT_COLUMNS = ["number", "fund_code", "amount", "due_on", "received_on", "is_example"]
_PROPOSAL_COLUMNS = ["number", "title", "project_code", "submitted_on", "amount", "is_example"]


def list_funds(reader: Reader) -> pd.DataFrame:
    """One row per fund.

    Columns: code, name, party, year, ends_on, conditions, promised (Decimal in euros), is_example.
    """
    found = reader.rows(
        """
        SELECT fund.code, fund.name, party.name AS party, fund.year, fund.ends_on, fund.conditions,
               fund.amount_promised AS promised, fund.origin = 'example' AS is_example
        FROM {fund} AS fund LEFT JOIN {party} AS party ON party.code = fund.party_code
        ORDER BY fund.year, fund.code
        """
    )
    return pd.DataFrame(found, columns=_FUND_COLUMNS, dtype=object)


def list_allocations(reader: Reader) -> pd.DataFrame:
    """One row per allocation and fund.

    Columns: number, granted_on, proposal_title, project_code, project_title, fund_code, fund_name, amount
    (Decimal in euros), is_example.
    """
    found = reader.rows(
        """
        SELECT allocation.number, allocation.granted_on, proposal.title AS proposal_title,
               project.code AS project_code, project.title AS project_title, part.fund_code,
               fund.name AS fund_name, part.amount, part.origin = 'example' AS is_example
        FROM {allocation_fund} AS part
        JOIN {allocation} AS allocation ON allocation.number = part.allocation_number
        JOIN {fund} AS fund ON fund.code = part.fund_code
        LEFT JOIN {proposal} AS proposal ON proposal.number = allocation.proposal_number
        LEFT JOIN {project} AS project ON project.code = allocation.project_code
        ORDER BY allocation.granted_on, allocation.number, part.fund_code
        """
    )
    return pd.DataFrame(found, columns=_ALLOCATION_COLUMNS, dtype=object)


def list_payments(reader: Reader) -> pd.DataFrame:
    """One row per payment.

    Columns: number, allocation_number, project_code, fund_code, fund_name, paid_on, amount (Decimal in
    euros), description, is_example.
    """
    found = reader.rows(
        """
        SELECT payment.number, payment.allocation_number, project.code AS project_code, payment.fund_code,
               fund.name AS fund_name, payment.paid_on, payment.amount, payment.description,
               payment.origin = 'example' AS is_example
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

    Columns: fund_code, from_year, to_year, amount (Decimal), decided_on, is_example.
    """
    found = reader.rows(
        """
        SELECT fund_code, from_year, to_year, amount, decided_on, origin = 'example' AS is_example
        FROM {carry_over} AS carry_over
        WHERE fund_code IN (SELECT code FROM {fund} AS fund)
        ORDER BY fund_code, from_year
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
