"""What a field of a form is called, and in one plain sentence what belongs in it."""

from typing import NamedTuple

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.texts.catalogue import _
from sok_metrics.texts.fields.agreement import AGREEMENT_FIELDS
from sok_metrics.texts.fields.indicators import INDICATOR_FIELDS
from sok_metrics.texts.fields.meetings import MEETING_FIELDS
from sok_metrics.texts.fields.money import MONEY_FIELDS
from sok_metrics.texts.fields.projects import PROJECT_FIELDS
from sok_metrics.texts.fields.words import Words

_FIELDS: dict[str, dict[str, Words]] = {
    **AGREEMENT_FIELDS,
    **PROJECT_FIELDS,
    **INDICATOR_FIELDS,
    **MEETING_FIELDS,
    **MONEY_FIELDS,
}
_EVERYWHERE: dict[str, Words] = {
    "code": Words(_("Code"), _("Een korte naam die nooit meer verandert.")),
    "number": Words(_("Nummer"), _("Dit nummer geeft de SOK-monitor zelf.")),
    "visibility": Words(
        _("Wie mag dit zien?"), _("Openbaar is voor iedereen. Intern en concept ziet alleen de redactie.")
    ),
    "origin": Words(
        _("Echt of voorbeeld"), _("Een voorbeeld is verzonnen en krijgt overal het label 'voorbeeld'.")
    ),
    "commitment_code": Words(_("Waarde, doel of afspraak"), _("Waar dit over gaat. Mag leeg blijven.")),
    "project_code": Words(_("Project"), _("Bij welk project dit hoort. Mag leeg blijven.")),
    "party_code": Words(_("Partij"), _("Welke partij dit is of doet. Mag leeg blijven.")),
    "person_code": Words(_("Persoon"), _("Om wie het gaat.")),
    "meeting_number": Words(_("Bijeenkomst"), _("Bij welke bijeenkomst dit hoort.")),
    "indicator_code": Words(_("Indicator"), _("Bij welke indicator dit hoort.")),
    "archived_at": Words(_("Gearchiveerd op"), ""),
    "recorded_at": Words(_("Vastgelegd op"), ""),
}


class Noun(NamedTuple):
    """What one row of a table is called: "project", with its article "het project"."""

    bare: str
    with_article: str


def field_label(table: str, column: str) -> str:
    """What this field is called on the screen."""
    words = _words(table, column)
    return words.label if words else _spaced(TABLES_BY_NAME[table].column(column).heading)


def field_help(table: str, column: str) -> str:
    """One plain sentence on what belongs in the field; "" when its name says enough."""
    words = _words(table, column)
    return words.help if words else ""


def noun(table: str) -> Noun:
    """What one row of this table is called."""
    return _NOUNS[table]


def _words(table: str, column: str) -> Words | None:
    return _FIELDS.get(table, {}).get(column) or _EVERYWHERE.get(column)


def _spaced(heading: str) -> str:
    text = heading.replace("_", " ")
    return text[:1].upper() + text[1:]


_NOUNS: dict[str, Noun] = {
    "agreement": Noun(_("overeenkomst"), _("de overeenkomst")),
    "agreement_version": Noun(_("versie"), _("de versie")),
    "commitment": Noun(_("waarde, doel of afspraak"), _("de waarde, het doel of de afspraak")),
    "commitment_text": Noun(_("tekst"), _("de tekst")),
    "rule_parameter": Noun(_("getal bij een afspraak"), _("het getal bij de afspraak")),
    "area": Noun(_("gebied"), _("het gebied")),
    "party": Noun(_("partij"), _("de partij")),
    "person": Noun(_("persoon"), _("de persoon")),
    "consent": Noun(_("toestemming"), _("de toestemming")),
    "signature": Noun(_("handtekening"), _("de handtekening")),
    "process_group_member": Noun(_("lid van de procesgroep"), _("het lid van de procesgroep")),
    "project": Noun(_("project"), _("het project")),
    "project_commitment": Noun(_("koppeling"), _("de koppeling")),
    "project_party": Noun(_("partij bij het project"), _("de partij bij het project")),
    "milestone": Noun(_("mijlpaal"), _("de mijlpaal")),
    "indicator": Noun(_("indicator"), _("de indicator")),
    "rubric_level": Noun(_("niveau"), _("het niveau")),
    "indicator_commitment": Noun(_("koppeling"), _("de koppeling")),
    "indicator_project": Noun(_("koppeling"), _("de koppeling")),
    "series": Noun(_("reeks"), _("de reeks")),
    "interim_target": Noun(_("tussendoel"), _("het tussendoel")),
    "measurement": Noun(_("meting"), _("de meting")),
    "meeting": Noun(_("bijeenkomst"), _("de bijeenkomst")),
    "attendance": Noun(_("aantal aanwezigen"), _("het aantal aanwezigen")),
    "agenda_item": Noun(_("agendapunt"), _("het agendapunt")),
    "card_answer": Noun(_("antwoord op een kaart"), _("het antwoord op de kaart")),
    "remark": Noun(_("uitspraak"), _("de uitspraak")),
    "decision": Noun(_("besluit"), _("het besluit")),
    "action": Noun(_("actie"), _("de actie")),
    "spotlight": Noun(_("mens of project in het zonnetje"), _("het zonnetje")),
    "fund": Noun(_("bron van geld"), _("de bron van geld")),
    "fund_instalment": Noun(_("termijn"), _("de termijn")),
    "proposal": Noun(_("voorstel"), _("het voorstel")),
    "allocation": Noun(_("toekenning"), _("de toekenning")),
    "allocation_fund": Noun(_("bedrag uit een bron"), _("het bedrag uit de bron")),
    "payment": Noun(_("betaling"), _("de betaling")),
    "carry_over": Noun(_("meegenomen geld"), _("het meegenomen geld")),
    "idea": Noun(_("idee"), _("het idee")),
    "publication": Noun(_("stuk om af te stemmen"), _("het stuk om af te stemmen")),
    "publication_remark": Noun(_("opmerking"), _("de opmerking")),
}
