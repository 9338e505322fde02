"""The sheets that tell what is done: projects, meetings, decisions, actions and the energy budget."""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from sok_metrics.texts import _
from sok_metrics.views.energy_budget.ledger import Account
from sok_metrics.workbook.file.columns import (
    Kind,
    SheetColumn,
    date_columns,
    origins,
    text_columns,
    withheld_words,
    words,
)
from sok_metrics.workbook.file.tables import TableSheet
from sok_metrics.workbook.partner.content import PartnerContent


def projects_sheet(content: PartnerContent) -> TableSheet:
    """The project book; contact data stand in it only as far as the frame gives them (with consent)."""
    rows = content.projects
    columns = [
        *text_columns(rows, [(_("Code"), "code"), (_("Titel"), "title"), (_("Samenvatting"), "summary")]),
        SheetColumn(_("Status"), words(rows["status"], "project", "status")),
        *date_columns(rows, [(_("Begint op"), "starts_on"), (_("Eindigt op"), "ends_on")]),
        SheetColumn(_("Trekker"), rows["lead_party"], max_width=28),
        SheetColumn(_("Volgende mijlpaal"), rows["next_milestone"], max_width=28),
        *date_columns(rows, [(_("Datum mijlpaal"), "next_milestone_on")]),
        SheetColumn(_("Waarden en doelen"), rows["commitment_codes"], max_width=20),
        origins(rows["is_example"]),
    ]
    more = [
        SheetColumn(_("Jaar van de klapper"), rows["series_year"], Kind.WHOLE),
        SheetColumn(_("Plan"), rows["plan"]),
        *date_columns(rows, [(_("Plan klaar op"), "planned_on")]),
        SheetColumn(_("Rol contactpersoon"), rows["contact_role"], max_width=28),
        *text_columns(rows, [(_("Contactpersoon"), "contact_name"), (_("Telefoon"), "contact_phone")]),
        SheetColumn(_("E-mail"), rows["contact_email"]),
    ]
    return TableSheet(
        _("Projecten"),
        columns,
        _("Er staan nog geen projecten in het werkboek."),
        _("De projecten uit het werkboek. Contactgegevens alleen met toestemming."),
        frozen_columns=2,
        beside_paper=more,
    )


def meetings_sheet(content: PartnerContent) -> TableSheet:
    """The meetings, with how many people came."""
    rows = content.meetings
    people = {_("Aanwezigen"): "attendance", _("Waarvan bewoners"): "resident_count"}
    columns = [
        SheetColumn(_("Nummer"), rows["number"], Kind.WHOLE),
        *date_columns(rows, [(_("Datum"), "held_on")]),
        SheetColumn(_("Soort"), words(rows["kind"], "meeting", "kind")),
        SheetColumn(_("Titel"), rows["title"]),
        SheetColumn(_("Begintijd"), rows["start_time"]),
        SheetColumn(_("Plaats"), rows["place"]),
        SheetColumn(_("Status"), words(rows["status"], "meeting", "status")),
        *(_people(rows, heading, name) for heading, name in people.items()),
        origins(rows["is_example"]),
    ]
    explanation = _("Alle bijeenkomsten, met hoeveel mensen er waren.")
    return TableSheet(
        _("Bijeenkomsten"), columns, _("Er zijn nog geen bijeenkomsten."), explanation, frozen_columns=2
    )


def _people(rows: pd.DataFrame, heading: str, name: str) -> SheetColumn:
    """A count of people, with words where it is not shown."""
    instead = withheld_words(rows, "attendance_hidden")
    if instead is None:
        return SheetColumn(heading, rows[name], Kind.WHOLE)
    return SheetColumn(heading, rows[name], Kind.FIGURE, instead=instead)


def decisions_sheet(content: PartnerContent) -> TableSheet:
    """The decisions."""
    rows = content.decisions
    columns = [
        SheetColumn(_("Nummer"), rows["number"], Kind.WHOLE),
        *date_columns(rows, [(_("Datum"), "decided_on")]),
        SheetColumn(_("Besluit"), rows["text"], max_width=60),
        *_place_columns(rows),
        *date_columns(rows, [(_("Opnieuw bekijken op"), "review_on"), (_("Ingetrokken op"), "withdrawn_on")]),
        origins(rows["is_example"]),
    ]
    explanation = _("Wat er besloten is, en wanneer.")
    return TableSheet(_("Besluiten"), columns, _("Er zijn nog geen besluiten."), explanation)


def actions_sheet(content: PartnerContent) -> TableSheet:
    """The actions, with who does them and when."""
    rows = content.actions
    columns = [
        SheetColumn(_("Nummer"), rows["number"], Kind.WHOLE),
        SheetColumn(_("Actie"), rows["text"], max_width=60),
        SheetColumn(_("Wie"), rows["owner_party"], max_width=28),
        *_place_columns(rows),
        *date_columns(rows, [(_("Afgesproken op"), "agreed_on"), (_("Klaar voor"), "due_on")]),
        *date_columns(rows, [(_("Klaar op"), "done_on"), (_("Vervallen op"), "dropped_on")]),
        origins(rows["is_example"]),
    ]
    explanation = _("Wie wat doet, en voor wanneer.")
    return TableSheet(_("Acties"), columns, _("Er zijn nog geen acties."), explanation)


def _place_columns(rows: pd.DataFrame) -> list[SheetColumn]:
    """Where a decision or action belongs."""
    return [
        SheetColumn(_("Bijeenkomst"), rows["meeting_number"], Kind.WHOLE),
        SheetColumn(_("Waarde of doel"), rows["commitment_code"]),
        SheetColumn(_("Project"), rows["project_code"]),
    ]


def budget_sheet(content: PartnerContent) -> TableSheet:
    """The energy budget: one row per fund, with the amounts that its page shows."""
    rows = content.funds
    columns = [
        *text_columns(rows, [(_("Code"), "code"), (_("Bron van geld"), "name"), (_("Partij"), "party")]),
        SheetColumn(_("Jaar"), rows["year"], Kind.WHOLE),
        *_amount_columns(
            [content.accounts[code] for code in rows["code"]],
            [content.received[code] for code in rows["code"]],
        ),
        *date_columns(rows, [(_("Besteden voor"), "ends_on")]),
        origins(rows["is_example"]),
    ]
    return TableSheet(
        _("Energiebegroting"),
        columns,
        _("Er is nog geen geld vastgelegd in de energiebegroting."),
        _(
            "Per bron van geld: toegezegd, ontvangen, toegekend, betaald, gereserveerd en vrij, in euro's. "
            "Is 'Ontvangen' leeg? Dan rekenen we met wat is toegezegd."
        ),
        frozen_columns=2,
        beside_paper=[
            SheetColumn(_("Voorwaarden"), rows["conditions"]),
            SheetColumn(_("Alleen voor voorstellen van"), words(rows["only_group"], "fund", "only_group")),
            SheetColumn(_("Alleen voor deze waarde of dit doel"), rows["only_commitment_code"]),
        ],
    )


def _amount_columns(accounts: Sequence[Account], received: Sequence[Decimal | None]) -> list[SheetColumn]:
    """The money of each fund, with the words of the page."""
    amounts: dict[str, Sequence[Decimal | None]] = {
        _("Toegezegd"): [account.promised for account in accounts],
        _("Ontvangen"): received,
        _("Nog te ontvangen"): [account.awaited for account in accounts],
        _("Beschikbaar"): [account.available for account in accounts],
        _("Toegekend"): [account.granted for account in accounts],
        _("Betaald"): [account.paid for account in accounts],
        _("Nog te betalen"): [account.to_pay for account in accounts],
        _("Teruggekomen"): [account.returned for account in accounts],
        _("Gereserveerd"): [account.reserved for account in accounts],
        _("Vrij"): [account.free for account in accounts],
        _("Vervallen"): [account.lapsed for account in accounts],
    }
    return [
        SheetColumn(heading, pd.Series(found, dtype=object), Kind.MONEY) for heading, found in amounts.items()
    ]


def allocations_sheet(content: PartnerContent) -> TableSheet:
    """The allocations: one row per allocation and fund."""
    rows = content.allocations
    columns = [
        SheetColumn(_("Toekenning"), rows["number"], Kind.WHOLE),
        *date_columns(rows, [(_("Toegekend op"), "granted_on")]),
        SheetColumn(_("Voorstel"), rows["proposal_title"]),
        *text_columns(rows, [(_("Projectcode"), "project_code"), (_("Project"), "project_title")]),
        *text_columns(rows, [(_("Code van de bron"), "fund_code"), (_("Bron van geld"), "fund_name")]),
        SheetColumn(_("Bedrag"), rows["amount"], Kind.MONEY),
        SheetColumn(_("Betaald"), rows["paid"], Kind.MONEY),
        SheetColumn(_("Teruggekomen"), rows["returned"], Kind.MONEY),
        origins(rows["is_example"]),
    ]
    more = [
        SheetColumn(_("Besluit"), rows["decision_text"]),
        SheetColumn(_("Bijeenkomst"), rows["meeting_number"], Kind.WHOLE),
        SheetColumn(_("Reden van de uitzondering"), rows["exception_note"]),
    ]
    explanation = _("Welk geld naar welk project gaat: een regel per toekenning en bron van geld.")
    empty = _("Er is nog geen geld toegekend.")
    return TableSheet(_("Toekenningen"), columns, empty, explanation, beside_paper=more)


def payments_sheet(content: PartnerContent) -> TableSheet:
    """The payments."""
    rows = content.payments
    columns = [
        SheetColumn(_("Betaling"), rows["number"], Kind.WHOLE),
        *date_columns(rows, [(_("Betaald op"), "paid_on")]),
        SheetColumn(_("Bedrag"), rows["amount"], Kind.MONEY),
        SheetColumn(_("Waarvoor"), rows["description"], max_width=60),
        SheetColumn(_("Leverancier"), rows["supplier"], max_width=28),
        SheetColumn(_("Toekenning"), rows["allocation_number"], Kind.WHOLE),
        SheetColumn(_("Code van de bron"), rows["fund_code"]),
        origins(rows["is_example"]),
    ]
    return TableSheet(
        _("Betalingen"),
        columns,
        _("Er is nog niets betaald."),
        _("Wat er betaald is, en uit welke bron van geld. Een leverancier staat er alleen als dat mag."),
        beside_paper=[SheetColumn(_("Reden van de uitzondering"), rows["exception_note"])],
    )
