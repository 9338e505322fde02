"""The words of the fields of the energy budget."""

from sok_metrics.texts.catalogue import _
from sok_metrics.texts.fields.words import Words

_FUND = Words(_("Bron van geld"), _("Uit welke pot het geld komt."))
_AMOUNT = Words(_("Bedrag"), _("In euro, bijvoorbeeld 1.250,50."))

MONEY_FIELDS: dict[str, dict[str, Words]] = {
    "fund": {
        "name": Words(_("Naam"), _("Zoals iedereen deze pot kent.")),
        "party_code": Words(_("Van welke partij"), _("Wie het geld geeft.")),
        "year": Words(_("Jaar"), _("Voor welk jaar het geld is.")),
        "amount_promised": Words(_("Toegezegd"), _("Hoeveel er is beloofd, in euro.")),
        "conditions": Words(_("Voorwaarden"), _("Waar het geld wel en niet voor is.")),
        "ends_on": Words(_("Besteden voor"), _("Na deze dag vervalt het geld.")),
    },
    "fund_instalment": {
        "fund_code": _FUND,
        "amount": _AMOUNT,
        "due_on": Words(_("Verwacht op"), _("Wanneer het geld zou komen.")),
        "received_on": Words(_("Ontvangen op"), _("Invullen zodra het geld er is.")),
    },
    "proposal": {
        "title": Words(_("Titel"), _("Een korte naam voor het voorstel.")),
        "summary": Words(_("Samenvatting"), _("Waar is het geld voor? In een of twee zinnen.")),
        "submitted_by": Words(_("Ingediend door"), _("Van welke groep het voorstel komt.")),
        "submitted_on": Words(_("Ingediend op"), _("De dag waarop het binnenkwam.")),
        "amount_requested": Words(_("Gevraagd"), _("Hoeveel geld er nodig is, in euro.")),
        "status": Words(_("Stand"), _("Ingediend, toegekend, afgewezen of ingetrokken.")),
    },
    "allocation": {
        "proposal_number": Words(_("Voorstel"), _("Welk voorstel het geld krijgt.")),
        "project_code": Words(_("Project"), _("Welk project het geld krijgt.")),
        "meeting_number": Words(_("Bijeenkomst"), _("Waar dit is besloten. Mag leeg blijven.")),
        "granted_on": Words(_("Toegekend op"), _("De dag van het besluit.")),
        "note": Words(_("Toelichting"), _("Wat anderen hierover moeten weten.")),
    },
    "allocation_fund": {
        "allocation_number": Words(_("Toekenning"), _("Bij welke toekenning dit hoort.")),
        "fund_code": _FUND,
        "amount": _AMOUNT,
    },
    "payment": {
        "allocation_number": Words(_("Toekenning"), _("Waar deze betaling bij hoort.")),
        "fund_code": _FUND,
        "paid_on": Words(_("Betaald op"), _("De dag van de betaling.")),
        "amount": _AMOUNT,
        "description": Words(_("Waarvoor"), _("Wat er is gekocht of betaald. Zonder namen van mensen.")),
    },
    "carry_over": {
        "fund_code": _FUND,
        "from_year": Words(_("Van jaar"), _("Uit welk jaar het geld over was.")),
        "to_year": Words(_("Naar jaar"), _("Naar welk jaar het geld meegaat.")),
        "amount": _AMOUNT,
        "decided_on": Words(_("Besloten op"), _("De dag van het besluit.")),
    },
}
