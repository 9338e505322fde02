"""The words of the fields of meetings and what comes out of them."""

from sok_metrics.texts.catalogue import _
from sok_metrics.texts.fields.words import Words

MEETING_FIELDS: dict[str, dict[str, Words]] = {
    "meeting": {
        "kind": Words(_("Soort"), _("Een voortgangsbijeenkomst, het Energiewijk-overleg, of iets anders.")),
        "title": Words(_("Titel"), _("Bijvoorbeeld: voortgangsbijeenkomst voorjaar.")),
        "held_on": Words(_("Datum"), _("De dag van de bijeenkomst.")),
        "start_time": Words(_("Begintijd"), _("Bijvoorbeeld 19:30.")),
        "place": Words(_("Plaats"), _("Waar we bij elkaar komen.")),
        "status": Words(_("Stand"), _("Gepland, gehouden of vervallen.")),
        "closed_at": Words(
            _("Afgesloten op"), _("Het moment waarop de cijfers van deze bijeenkomst vaststaan.")
        ),
        "minutes": Words(_("Verslag"), _("Kort: wat is er besproken? Zonder namen.")),
    },
    "attendance": {
        "group_name": Words(_("Groep"), _("Van welke groep de mensen waren.")),
        "count": Words(_("Aantal"), _("Hoeveel mensen er waren.")),
        "first_time_count": Words(_("Voor het eerst"), _("Hoeveel van hen er voor het eerst waren.")),
    },
    "agenda_item": {
        "position": Words(_("Volgorde"), _("Op welke plaats het staat: 1 is het eerste punt.")),
        "title": Words(_("Onderwerp"), _("Een paar woorden.")),
        "brought_by": Words(_("Ingebracht door"), _("Welke groep dit punt inbracht.")),
        "minutes_planned": Words(_("Minuten"), _("Hoe lang dit punt mag duren.")),
    },
    "card_answer": {
        "indicator_code": Words(_("Kaart"), _("Welke vraag er werd gesteld.")),
        "group_name": Words(_("Groep"), _("Van welke groep deze antwoorden zijn.")),
        "score": Words(_("Score"), _("Van 1 (helemaal niet) tot 5 (helemaal wel).")),
        "count": Words(_("Aantal"), _("Hoeveel mensen deze score gaven.")),
    },
    "remark": {
        "text": Words(_("Wat er gezegd is"), _("In de woorden van de zaal, zonder naam.")),
        "said_by": Words(_("Gezegd door"), _("Van welke groep de spreker was.")),
    },
    "decision": {
        "decided_on": Words(_("Datum"), _("De dag van het besluit.")),
        "text": Words(_("Besluit"), _("Wat is er besloten? In een of twee zinnen.")),
        "review_on": Words(_("Opnieuw bekijken op"), _("Wanneer we kijken of het besluit nog klopt.")),
        "reviewed_on": Words(
            _("Opnieuw bekeken op"), _("Invullen als we het besluit opnieuw hebben bekeken.")
        ),
        "withdrawn_on": Words(_("Ingetrokken op"), _("Alleen als het besluit niet meer geldt.")),
        "meeting_number": Words(_("Bijeenkomst"), _("Waar het is besloten. Mag leeg blijven.")),
    },
    "action": {
        "text": Words(_("Actie"), _("Wat gaat er gebeuren? Begin met een werkwoord.")),
        "owner_party_code": Words(_("Van wie"), _("De partij die hiervoor zorgt.")),
        "agreed_on": Words(_("Afgesproken op"), _("De dag waarop we dit afspraken.")),
        "due_on": Words(_("Klaar voor"), _("Wanneer het klaar moet zijn.")),
        "done_on": Words(_("Klaar op"), _("Invullen zodra het klaar is.")),
        "dropped_on": Words(_("Vervallen op"), _("Alleen als het niet meer hoeft.")),
        "meeting_number": Words(_("Bijeenkomst"), _("Waar het is afgesproken. Mag leeg blijven.")),
    },
    "spotlight": {
        "text": Words(_("Wie of wat, en waarom"), _("Noem alleen namen van mensen die dat goed vinden.")),
    },
    "publication": {
        "kind": Words(_("Soort"), _("Een verslag, cijfers of een tekst.")),
        "title": Words(_("Titel"), _("Een paar woorden boven het stuk.")),
        "text": Words(_("Tekst"), _("Wat er openbaar wordt.")),
        "tuning_until": Words(_("Afstemmen tot en met"), _("Daarna is het stuk voor iedereen te zien.")),
        "withdrawn_on": Words(_("Ingetrokken op"), _("Alleen als het stuk toch niet openbaar wordt.")),
    },
    "publication_remark": {
        "made_on": Words(_("Gemaakt op"), _("De dag van de opmerking.")),
        "text": Words(_("Opmerking"), _("Wat er anders moet, en waarom.")),
        "answer": Words(_("Antwoord"), _("Wat er met de opmerking is gedaan.")),
    },
}
