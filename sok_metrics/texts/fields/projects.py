"""The words of the fields of projects and ideas."""

from sok_metrics.texts.catalogue import _
from sok_metrics.texts.fields.words import Words

PROJECT_FIELDS: dict[str, dict[str, Words]] = {
    "project": {
        "title": Words(_("Titel"), _("Een korte naam die iedereen begrijpt.")),
        "summary": Words(_("Waar gaat het om?"), _("In een of twee gewone zinnen.")),
        "plan": Words(
            _("Plan"), _("Wat gaan we doen, met wie, en wanneer? Elk project begint met een plan.")
        ),
        "planned_on": Words(_("Plan klaar op"), _("De dag waarop het plan er lag.")),
        "status": Words(_("Hoe ver is het?"), _("Van idee tot afgerond of gestopt.")),
        "series_year": Words(_("Jaar van de klapper"), _("In welk jaar het project in het werkboek kwam.")),
        "starts_on": Words(_("Begint op"), _("De eerste dag van de uitvoering.")),
        "ends_on": Words(_("Eindigt op"), _("De laatste dag van de uitvoering.")),
        "contact_person_code": Words(
            _("Contactpersoon"),
            _(
                "Bij wie kunnen mensen terecht? Staat die er niet bij? "
                "Het beheer voegt mensen toe bij 'Mensen en toestemming'."
            ),
        ),
    },
    "project_party": {
        "party_code": Words(_("Partij"), _("Welke partij meedoet.")),
        "role": Words(_("Rol"), _("De trekker is het eerste aanspreekpunt.")),
        "contribution": Words(_("Bijdrage"), _("Wat deze partij in dit project inbrengt.")),
    },
    "milestone": {
        "title": Words(_("Wat is er dan klaar?"), _("Iets dat iedereen kan zien of navragen.")),
        "due_on": Words(_("Gepland op"), _("Wanneer het klaar moet zijn.")),
        "reached_on": Words(_("Gehaald op"), _("Invullen zodra het klaar is.")),
        "note": Words(_("Toelichting"), _("Wat anderen hierover moeten weten.")),
    },
    "idea": {
        "title": Words(_("Titel"), _("Een paar woorden boven het idee.")),
        "text": Words(_("Idee"), _("De tekst zoals die in de bus kwam.")),
        "submitted_on": Words(_("Ingediend op"), _("De dag waarop het idee in de bus kwam.")),
        "submitted_by": Words(_("Namens wie"), _("Van welke groep het idee komt.")),
        "handled_on": Words(_("Besproken op"), _("De dag van het overleg waarin het idee is besproken.")),
        "answer": Words(_("Antwoord"), _("Wat gaan we met het idee doen? Iedereen kan dit lezen.")),
        "project_code": Words(_("Project"), _("Het project dat met dit idee verdergaat.")),
    },
}
