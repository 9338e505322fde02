"""The words of the fields of indicators, their series and their measurements."""

from sok_metrics.texts.catalogue import _
from sok_metrics.texts.fields.words import Words

INDICATOR_FIELDS: dict[str, dict[str, Words]] = {
    "indicator": {
        "name": Words(_("Naam"), _("Een korte naam, zoals 'Gasverbruik per woning'.")),
        "definition": Words(_("Wat meet het?"), _("In een zin: wat tellen of meten we precies?")),
        "unit": Words(_("Eenheid"), _("Bijvoorbeeld: %, m3 per jaar, huishoudens of euro.")),
        "kind": Words(
            _("Soort cijfer"), _("Een getal, een percentage, geld, een kaart, niveaus of een verhaal.")
        ),
        "direction": Words(
            _("Welke kant moet het op?"), _("Hoger, lager, tussen twee grenzen, of houden zo.")
        ),
        "lower_bound": Words(_("Laagst mogelijk"), _("Onder dit getal klopt een meting niet.")),
        "upper_bound": Words(_("Hoogst mogelijk"), _("Boven dit getal klopt een meting niet.")),
        "smallest_change": Words(
            _("Kleinste verandering per jaar die telt"),
            _("Verandert het minder, dan noemen we het 'ongeveer gelijk'."),
        ),
        "path": Words(_("Pad naar de streefwaarde"), _("Meestal een rechte lijn.")),
        "frequency": Words(
            _("Hoe vaak meten we?"), _("Na twee keer deze tijd noemen we een cijfer verouderd.")
        ),
        "source": Words(_("Bron"), _("Waar het cijfer vandaan komt.")),
        "method": Words(_("Hoe gemeten"), _("Wat moet iemand doen om het cijfer te krijgen?")),
        "responsible": Words(_("Wie meet dit?"), _("De partij of rol die het cijfer aanlevert.")),
        "question": Words(_("Vraag op de kaart"), _("Alleen voor een kaart: de vraag in de zaal.")),
        "privacy_rule": Words(_("Privacy"), _("Waar we op letten, bijvoorbeeld: alleen totalen.")),
        "privacy_threshold": Words(
            _("Drempel voor kleine aantallen"),
            _("Kleinere aantallen laten we niet zien. Gaat het niet over mensen? Laat het dan leeg."),
        ),
        "derived_metric": Words(
            _("Rekent de SOK-monitor dit zelf uit?"), _("Laat leeg als iemand het cijfer invult.")
        ),
        "derived_from": Words(
            _("Uit welke indicator"), _("Alleen als het cijfer uit een andere indicator komt.")
        ),
        "is_core": Words(_("Hoort bij de kern"), _("De kern staat op het overzicht; de rest is reserve.")),
    },
    "rubric_level": {
        "level": Words(_("Niveau"), _("Het getal van dit niveau: 0, 1, 2 enzovoort.")),
        "title": Words(_("Titel"), _("Een paar woorden.")),
        "description": Words(_("Omschrijving"), _("Wanneer zitten we op dit niveau?")),
    },
    "series": {
        "label": Words(_("Naam van de reeks"), _("Alleen nodig als er meer reeksen zijn.")),
        "area_code": Words(_("Gebied"), _("Voor welk gebied deze cijfers gelden.")),
        "edition": Words(
            _("Editie"),
            _("De uitgave van de bron, als cijfers van verschillende uitgaven niet te vergelijken zijn."),
        ),
        "group_name": Words(_("Groep"), _("Voor welke groep mensen dit geldt, als het niet iedereen is.")),
        "role": Words(_("Rol"), _("De hoofdreeks bepaalt hoe de indicator ervoor staat.")),
        "baseline_value": Words(_("Nulmeting"), _("Het cijfer waarmee we beginnen.")),
        "baseline_date": Words(_("Nulmeting op"), _("De dag waarvoor dat cijfer geldt.")),
        "target_value": Words(_("Streefwaarde"), _("Waar we naartoe willen.")),
        "target_date": Words(_("Streefdatum"), _("Wanneer we daar willen zijn.")),
        "target_series_code": Words(
            _("Streefwaarde is een andere reeks"), _("Bijvoorbeeld het gemiddelde van de stad.")
        ),
        "target_source": Words(
            _("Bron van de streefwaarde"), _("Wie dit heeft afgesproken, en waar dat staat.")
        ),
        "range_low": Words(_("Niet lager dan"), _("Alleen bij 'tussen': de laagste goede waarde.")),
        "range_high": Words(_("Niet hoger dan"), _("Alleen bij 'tussen': de hoogste goede waarde.")),
        "source_field": Words(
            _("Veld bij het CBS"), _("De naam van het veld in de tabellen van het CBS, zonder nummer.")
        ),
    },
    "interim_target": {
        "due_on": Words(_("Op"), _("Wanneer we hier willen zijn.")),
        "value": Words(_("Waarde"), _("Het tussendoel zelf.")),
    },
    "measurement": {
        "series_code": Words(_("Reeks"), _("Bij welke reeks van de indicator dit hoort.")),
        "period_start": Words(_("Van"), _("De eerste dag waarover het cijfer gaat.")),
        "period_end": Words(_("Tot en met"), _("De laatste dag waarover het cijfer gaat.")),
        "value": Words(_("Waarde"), _("Het cijfer, met een komma voor de decimalen.")),
        "story": Words(_("Verhaal"), _("Alleen als de indicator een verhaal is.")),
        "source": Words(_("Bron"), _("Waar dit cijfer vandaan komt.")),
        "source_location": Words(_("Vindplaats"), _("De bladzijde of het adres waar het staat.")),
        "note": Words(_("Opmerking"), _("Wat anderen bij dit cijfer moeten weten.")),
        "correction_reason": Words(_("Reden van de correctie"), _("Waarom het cijfer is veranderd.")),
        "base_count": Words(
            _("Aantal waarop dit rust"), _("Hoeveel mensen of woningen er achter dit cijfer zitten.")
        ),
    },
}
