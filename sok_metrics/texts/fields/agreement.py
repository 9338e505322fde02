"""The words of the fields of the agreement itself and of who takes part."""

from sok_metrics.texts.catalogue import _
from sok_metrics.texts.fields.words import Words

AGREEMENT_FIELDS: dict[str, dict[str, Words]] = {
    "agreement": {
        "name": Words(_("Naam van de overeenkomst"), _("Deze naam staat boven elke pagina.")),
        "neighbourhood": Words(_("Wijk"), _("De naam van uw wijk of buurt.")),
        "municipality": Words(_("Gemeente"), _("In welke gemeente de wijk ligt.")),
        "summary": Words(_("Samenvatting"), _("Waar gaat de overeenkomst over? Een paar zinnen.")),
        "signed_on": Words(_("Ondertekend op"), _("De dag waarop de partijen tekenden.")),
        "starts_on": Words(_("Begint op"), _("Vanaf welke dag de overeenkomst geldt.")),
        "ends_on": Words(_("Loopt tot"), _("Tot welke dag de overeenkomst in elk geval loopt.")),
        "privacy_threshold": Words(
            _("Drempel voor kleine aantallen"),
            _("Aantallen onder deze drempel laten we niet zien. Meestal is dat 10."),
        ),
    },
    "agreement_version": {
        "number": Words(_("Versie"), _("Elke versie heeft een eigen nummer.")),
        "title": Words(_("Titel"), _("Bijvoorbeeld: bijgesteld in 2027.")),
        "valid_from": Words(_("Geldt vanaf"), _("Vanaf deze dag tellen de teksten van deze versie.")),
        "note": Words(_("Toelichting"), _("Wat is er anders dan in de vorige versie, en waarom?")),
    },
    "commitment": {"kind": Words(_("Soort"), _("Is dit een waarde, een doel of een afspraak?"))},
    "commitment_text": {
        "title": Words(_("Titel"), _("Een paar woorden, zoals ze op het scherm komen.")),
        "description": Words(_("Omschrijving"), _("In een of twee gewone zinnen: wat spreken we af?")),
        "position": Words(_("Volgorde"), _("Op welke plaats het staat: 1 is bovenaan.")),
        "agreement_version": Words(_("Versie"), _("In welke versie van de overeenkomst deze tekst staat.")),
    },
    "rule_parameter": {
        "name": Words(_("Wat telt er?"), _("Waar de SOK-monitor op let bij deze afspraak.")),
        "value": Words(_("Getal"), _("Hoeveel er is afgesproken, bijvoorbeeld 3 bijeenkomsten per jaar.")),
        "agreement_version": Words(_("Versie"), _("In welke versie van de overeenkomst dit staat.")),
    },
    "area": {
        "code": Words(_("Code van het gebied"), _("De code van het CBS. Die begint met BU voor een buurt.")),
        "name": Words(_("Naam"), _("Zoals bewoners het gebied noemen.")),
        "kind": Words(_("Soort gebied"), _("Een buurt, een wijk, de gemeente, of gebieden samen.")),
        "is_ours": Words(_("Dit is ons eigen gebied"), _("Nee betekent: alleen om mee te vergelijken.")),
    },
    "party": {
        "name": Words(_("Naam"), _("Zoals de partij zichzelf noemt.")),
        "kind": Words(_("Soort partij"), _("Kies wat er het beste bij past.")),
        "joined_on": Words(_("Doet mee sinds"), _("De dag waarop de partij begon mee te doen.")),
        "left_on": Words(_("Gestopt op"), _("Alleen invullen als de partij niet meer meedoet.")),
        "contribution": Words(
            _("Wat brengt de partij in?"), _("Bijvoorbeeld geld, mensen, een ruimte of kennis.")
        ),
        "website": Words(_("Website"), _("Het adres van de eigen website.")),
    },
    "person": {
        "role": Words(_("Rol"), _("Wat deze persoon doet, zoals 'energiecoach'. Dit mag iedereen zien.")),
        "party_code": Words(_("Partij"), _("Voor welke partij deze persoon er is.")),
        "name": Words(_("Naam"), _("Anderen zien de naam pas als er toestemming is vastgelegd.")),
        "phone": Words(_("Telefoon"), _("Anderen zien het nummer pas als er toestemming is vastgelegd.")),
        "email": Words(_("E-mail"), _("Anderen zien het adres pas als er toestemming is vastgelegd.")),
    },
    "consent": {
        "field": Words(_("Welk gegeven"), _("Toestemming geldt voor één gegeven tegelijk.")),
        "given_on": Words(_("Gegeven op"), _("De dag waarop de persoon ja zei.")),
        "how": Words(_("Hoe"), _("Bijvoorbeeld: mondeling, per e-mail of met een formulier.")),
        "withdrawn_on": Words(
            _("Ingetrokken op"), _("Zodra hier een datum staat, is het gegeven verborgen.")
        ),
    },
    "signature": {
        "party_code": Words(_("Partij"), _("Namens welke partij er is getekend.")),
        "signed_on": Words(_("Getekend op"), _("De dag van de handtekening.")),
        "hat": Words(_("Met welke pet op"), _("Bijvoorbeeld: als bewoner, of namens de gemeente.")),
        "personal_note": Words(
            _("P.S. (persoonlijke samenwerkingsnoot)"),
            _("Waarom iemand tekent. Anderen zien het pas met toestemming."),
        ),
    },
    "process_group_member": {
        "task": Words(_("Taak"), _("Wat deze persoon in de procesgroep doet.")),
        "elected_on": Words(_("Gekozen op"), _("De dag waarop het Energienetwerk deze persoon koos.")),
        "until": Words(_("Tot"), _("Tot wanneer deze persoon in de procesgroep zit.")),
    },
}
