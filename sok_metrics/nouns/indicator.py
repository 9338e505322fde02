"""What is measured and how, and to what it belongs."""

from sok_metrics.nouns.columns import (
    INTEGER,
    LONG_TEXT,
    MEDIUM_TEXT,
    NUMBER,
    SOURCE_TEXT,
    YES_NO,
    Column,
    code,
    commitment,
    project,
)
from sok_metrics.nouns.kept import FIGURES
from sok_metrics.nouns.model import IndicatorKind
from sok_metrics.nouns.rule_kinds import FilledWhereSaid, NotAbove, NotItself
from sok_metrics.nouns.rules import Way
from sok_metrics.nouns.tables import Called, CodeRule, Companion, Found, HangsOn, Noun, Pages, Referred, Table
from sok_metrics.nouns.words import N_

DERIVED_METRICS = {
    "aandeel bewoners": "resident_share",
    "agendapunten van bewoners": "resident_agenda_share",
    "nieuwe deelnemers": "new_participants",
    "bereikbare contactpersonen": "reachable_contacts",
    "acties op tijd": "actions_in_time",
    "begroting toegekend": "budget_granted",
    "verschil tussen groepen": "group_difference",
}
DIRECTIONS = {"hoger": "higher", "lager": "lower", "tussen": "range", "houden zo": "maintain", "geen": "none"}
FREQUENCIES = {
    "maand": "monthly",
    "kwartaal": "quarterly",
    "bijeenkomst": "per_review",
    "half jaar": "half_yearly",
    "jaar": "yearly",
    "twee jaar": "two_yearly",
    "eenmalig": "once",
}
INDICATOR_KINDS = {
    "getal": "number",
    "percentage": "percentage",
    "euro": "euro",
    "kaart": "card",
    "niveaus": "rubric",
    "verhaal": "story",
}
_PEOPLE = (
    r"\b(mens|person|bewoner|buur|huishouden|gezin|deelnemer|kind|jongere|oudere|huurder|vrijwilliger|coach)"
)
"""Words of a unit that counts people: only for those a threshold is asked."""

MONEY_RESULTS = {"geholpen huishoudens": "households", "tonnen CO2": "co2"}
INDICATOR = Table(
    "indicator", "indicatoren", key=("code",),
    called=Called(N_("indicator"), N_("de indicator"), N_("indicatoren")),
    purpose=N_("De indicatoren: wat we meten en hoe."), kept=FIGURES,
    referred=Referred(N_("Indicator"), N_("Bij welke indicator dit hoort."),
        several=N_("Indicatoren die hierbij horen")),
    code=CodeRule("IND-", is_asked=True),
    companion=Companion("series", ("area_code", "baseline_value", "baseline_date", "target_value",
        "target_date", "target_source"), fixed={"role": "main"}, shares_code=True,
        folded=N_("Gebied, nulmeting en streefwaarde (kan ook later)")),
    pages=Pages(own="indicator", shared="indicators"),
    found=Found(3, "name", ("definition", "question", "source", "method")),
    columns=(
        code(folded=True),
        Column("name", "naam", N_("Naam"), N_("Een korte naam, zoals 'Gasverbruik per woning'."),
               required=True),
        Column("definition", "wat_meet_het", N_("Wat meet het?"),
               N_("In een zin: wat tellen of meten we precies?"), required=True, longest=MEDIUM_TEXT,
               has_lines=True),
        Column("unit", "eenheid", N_("Eenheid"), N_("Bijvoorbeeld: %, m3 per jaar, huishoudens of euro."),
               required=True),
        Column("kind", "soort", N_("Soort cijfer"),
               N_("Een getal, een percentage, geld, een kaart, niveaus of een verhaal."), required=True,
               choices=INDICATOR_KINDS),
        Column("direction", "richting", N_("Welke kant moet het op?"),
               N_("Hoger, lager, tussen twee grenzen, of houden zo."), required=True, choices=DIRECTIONS),
        Column("lower_bound", "laagst_mogelijk", N_("Laagst mogelijk"),
               N_("Onder dit getal klopt een meting niet."), NUMBER, folded=True),
        Column("upper_bound", "hoogst_mogelijk", N_("Hoogst mogelijk"),
               N_("Boven dit getal klopt een meting niet."), NUMBER, folded=True),
        Column("smallest_change", "kleinste_verandering_per_jaar",
               N_("Kleinste verandering per jaar die telt"),
               N_("Verandert het minder, dan noemen we het 'ongeveer gelijk'."), NUMBER, minimum=0,
               folded=True),
        Column("path", "pad", N_("Pad naar de streefwaarde"), N_("Meestal een rechte lijn."), required=True,
               choices={"rechte lijn": "linear", "groeipercentage": "growth"}, default="linear",
               folded=True),
        Column("frequency", "hoe_vaak", N_("Hoe vaak meten we?"),
               N_("Na twee keer deze tijd noemen we een cijfer verouderd."), required=True,
               choices=FREQUENCIES, starts_as="yearly"),
        Column("source", "bron", N_("Bron"), N_("Waar het cijfer vandaan komt."), longest=SOURCE_TEXT,
               folded=True),
        Column("method", "hoe_gemeten", N_("Hoe gemeten"),
               N_("Wat moet iemand doen om het cijfer te krijgen?"), longest=MEDIUM_TEXT, has_lines=True,
               folded=True),
        Column("responsible", "wie", N_("Wie meet dit?"), N_("De partij of rol die het cijfer aanlevert.")),
        Column("question", "vraag_op_de_kaart", N_("Vraag op de kaart"),
               N_("Alleen voor een kaart: de vraag in de zaal."), longest=SOURCE_TEXT),
        Column("privacy_rule", "privacy", N_("Privacy"),
               N_("Waar we op letten, bijvoorbeeld: alleen totalen."), longest=SOURCE_TEXT, folded=True),
        Column("privacy_threshold", "drempel_kleine_aantallen", N_("Drempel voor kleine aantallen"),
               N_("Alleen voor mensen: kleinere aantallen laten we dan niet zien. Meestal is dat 10. "
                  "Telt u dingen, zoals woningen? Laat het dan leeg."),
               INTEGER, minimum=0, folded=True),
        Column("derived_metric", "berekend_uit", N_("Rekent de SOK-monitor dit zelf uit?"),
               N_("Laat leeg als iemand het cijfer invult."), choices=DERIVED_METRICS, folded=True),
        Column("derived_from", "berekend_uit_indicator", N_("Uit welke indicator"),
               N_("Alleen als het cijfer uit een andere indicator komt."), refers_to="indicator",
               folded=True),
        Column("money_result", "geld_ernaast", N_("Zet het geld ernaast"),
               N_("Voor de energiebegroting: telt dit geholpen huishoudens, of tonnen CO2?"),
               choices=MONEY_RESULTS, folded=True),
        Column("is_core", "kern", N_("Hoort bij de kern"),
               N_("De kern staat op het overzicht; de rest is reserve."), YES_NO, required=True,
               default="true", folded=True),
    ),
    rules=(
        NotAbove("lower_bound", "upper_bound", at="upper_bound",
                 sentence=N_("Het hoogste ligt onder het laagste. Verbeter een van de twee.")),
        NotItself("derived_from", "code",
                  sentence=N_("Zo wordt deze indicator uit zichzelf berekend. Kies een andere.")),
        FilledWhereSaid("privacy_threshold", "unit", _PEOPLE, where={"kind": IndicatorKind.NUMBER},
                        asks=True, ways=frozenset({Way.FORM}),
                        sentence=N_("Dit gaat over mensen en er is geen drempel voor kleine aantallen. "
                                    "Iedereen ziet dan ook heel kleine aantallen. Klopt dat?")),
    ),
)  # fmt: skip

RUBRIC_LEVEL = Table(
    "rubric_level", "niveaus", key=("indicator_code", "level"),
    called=Called(N_("niveau"), N_("het niveau"), N_("niveaus")),
    purpose=N_("De niveaus van indicatoren die geen getal hebben, zoals 'goed'."), kept=FIGURES,
    hangs_on=HangsOn("indicator_code", N_("Niveaus"), 2),
    columns=(
        Column("indicator_code", "indicator", required=True, refers_to="indicator"),
        Column("level", "niveau", N_("Niveau"), N_("Het getal van dit niveau: 0, 1, 2 enzovoort."), INTEGER,
               required=True, minimum=0),
        Column("title", "titel", N_("Titel"), N_("Een paar woorden."), required=True),
        Column("description", "omschrijving", N_("Omschrijving"), N_("Wanneer zitten we op dit niveau?"),
               longest=LONG_TEXT),
    ),
)  # fmt: skip

INDICATOR_COMMITMENT = Table(
    "indicator_commitment", "indicator_waarden_doelen", key=("indicator_code", "commitment_code"),
    called=Called(N_("koppeling"), N_("de koppeling"), N_("koppelingen van indicatoren")),
    purpose=N_("Welke indicator hoort bij welke waarde of welk doel."), kept=FIGURES,
    columns=(
        Column("indicator_code", "indicator", required=True, refers_to="indicator"),
        commitment(required=True),
    ),
)  # fmt: skip

INDICATOR_PROJECT = Table(
    "indicator_project", "indicator_projecten", key=("indicator_code", "project_code"),
    called=Called(N_("koppeling"), N_("de koppeling"), N_("koppelingen van indicatoren aan projecten")),
    purpose=N_("Welke indicator hoort bij welk project."), kept=FIGURES,
    columns=(
        Column("indicator_code", "indicator", required=True, refers_to="indicator"),
        project(required=True),
    ),
)  # fmt: skip

NOUN = Noun((INDICATOR, RUBRIC_LEVEL, INDICATOR_COMMITMENT, INDICATOR_PROJECT), place=90)
