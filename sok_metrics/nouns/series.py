"""The series of an indicator, with where they begin and where they must go."""

from sok_metrics.nouns.columns import DATE, NUMBER, SHORT_TEXT, SOURCE_TEXT, Column, code
from sok_metrics.nouns.kept import FIGURES
from sok_metrics.nouns.model import Direction
from sok_metrics.nouns.plausible import WithinBounds
from sok_metrics.nouns.rule_kinds import NotAbove, NotBefore, NotItself, OnlyOnePer
from sok_metrics.nouns.tables import Called, CodeRule, HangsOn, Noun, Table
from sok_metrics.nouns.words import N_

_BOUNDS = tuple(f"indicator_code.{name}" for name in ("kind", "lower_bound", "upper_bound"))

SERIES = Table(
    "series", "reeksen", key=("code",),
    called=Called(N_("reeks"), N_("de reeks"), N_("reeksen")),
    purpose=N_("De reeksen van een indicator, elk met een nulmeting en een streefwaarde."), kept=FIGURES,
    named_by=("label", "code"),
    code=CodeRule(parts=("indicator_code", "area_code", "edition", "group_name", "label")),
    hangs_on=HangsOn("indicator_code", N_("Reeksen"), 1),
    columns=(
        code(SHORT_TEXT),
        Column("indicator_code", "indicator", required=True, refers_to="indicator"),
        Column("label", "label", N_("Naam van de reeks"), N_("Alleen nodig als er meer reeksen zijn.")),
        Column("area_code", "gebied", N_("Gebied"), N_("Voor welk gebied deze cijfers gelden."),
               refers_to="area"),
        Column("edition", "editie", N_("Editie"),
               N_("De uitgave van de bron, als cijfers van verschillende uitgaven niet te vergelijken zijn."),
               required=True, default="", folded=True),
        Column("group_name", "groep", N_("Groep"),
               N_("Voor welke groep mensen dit geldt, als het niet iedereen is."), required=True,
               default="", folded=True),
        Column("role", "rol", N_("Rol"),
               N_("De hoofdreeks bepaalt hoe de indicator ervoor staat. Zijn er ook reeksen van andere "
                  "gebieden van ons, dan telt het gebied dat de meeste aandacht nodig heeft."), required=True,
               choices={"hoofdreeks": "main", "ook van ons": "other", "vergelijking": "comparison"},
               default="main"),
        Column("baseline_value", "nulmeting", N_("Nulmeting"), N_("Het cijfer waarmee we beginnen."),
               NUMBER),
        Column("baseline_date", "nulmeting_op", N_("Nulmeting op"), N_("De dag waarvoor dat cijfer geldt."),
               DATE),
        Column("target_value", "streefwaarde", N_("Streefwaarde"), N_("Waar we naartoe willen."), NUMBER),
        Column("target_date", "streefdatum", N_("Streefdatum"), N_("Wanneer we daar willen zijn."), DATE),
        Column("target_series_code", "streefwaarde_is_reeks", N_("Streefwaarde is een andere reeks"),
               N_("Bijvoorbeeld het gemiddelde van de stad."), refers_to="series", folded=True),
        Column("target_source", "bron_van_de_streefwaarde", N_("Bron van de streefwaarde"),
               N_("Wie dit heeft afgesproken, en waar dat staat."), longest=SOURCE_TEXT, folded=True),
        Column("range_low", "tussen_laag", N_("Niet lager dan"),
               N_("Alleen bij 'tussen': de laagste goede waarde."), NUMBER, folded=True),
        Column("range_high", "tussen_hoog", N_("Niet hoger dan"),
               N_("Alleen bij 'tussen': de hoogste goede waarde."), NUMBER, folded=True),
        Column("source_field", "veld_bij_cbs", N_("Cijfer bij het CBS"),
               N_("Hoe het CBS dit cijfer in zijn tabellen noemt, zonder het nummer erachter."),
               longest=SOURCE_TEXT, folded=True),
    ),
    rules=(
        OnlyOnePer(("indicator_code",), where={"role": "main"}, at="role",
                   sentence=N_("Deze indicator heeft al een hoofdreeks. "
                               "Kies voor de andere reeks 'ook van ons' of 'vergelijking'.")),
        OnlyOnePer(("indicator_code", "area_code", "edition", "group_name"), at="code",
                   sentence=N_("Er is al een reeks van deze indicator met hetzelfde gebied, dezelfde editie "
                               "en dezelfde groep. Geef de reeks een andere editie of groep, "
                               "of haal haar weg.")),
        NotItself("target_series_code", "code",
                  sentence=N_("Zo is deze reeks haar eigen streefwaarde. Kies een andere reeks.")),
        NotBefore("target_date", "baseline_date",
                  sentence=N_("De streefdatum ligt voor de nulmeting. Verbeter een van de twee dagen.")),
        NotAbove("range_low", "range_high", at="range_high",
                 sentence=N_("De hoge grens ligt onder de lage. Verbeter een van de twee.")),
        *(WithinBounds(name, *_BOUNDS, sentence="", asks=True)
          for name in ("baseline_value", "target_value", "range_low", "range_high")),
    ),
)  # fmt: skip

INTERIM_TARGET = Table(
    "interim_target", "tussendoelen", key=("series_code", "due_on"),
    called=Called(N_("tussendoel"), N_("het tussendoel"), N_("tussendoelen")),
    purpose=N_("De streefwaarden onderweg."), kept=FIGURES,
    named_by=("due_on",),
    hangs_on=HangsOn("series_code", N_("Tussendoelen"), 1),
    columns=(
        Column("series_code", "reeks", required=True, refers_to="series"),
        Column("due_on", "op", N_("Op"), N_("Wanneer we hier willen zijn."), DATE, required=True),
        Column("value", "waarde", N_("Waarde"), N_("Het tussendoel zelf."), NUMBER, required=True),
    ),
    rules=(
        NotBefore("series_code.target_date", "due_on", strictly=True, at="due_on", holds_both_ways=True,
                  sentence=N_("Een tussendoel komt voor de streefdatum. Verbeter een van de twee dagen.")),
        NotBefore("due_on", "series_code.baseline_date", holds_both_ways=True,
                  sentence=N_("Een tussendoel komt na de nulmeting. Verbeter een van de twee dagen.")),
        NotAbove("value", "series_code.target_value", holds_both_ways=True,
                 where={"series_code.indicator_code.direction": Direction.HIGHER},
                 sentence=N_("Een tussendoel ligt niet boven de streefwaarde. Verbeter een van de twee.")),
        NotAbove("series_code.target_value", "value", at="value", holds_both_ways=True,
                 where={"series_code.indicator_code.direction": Direction.LOWER},
                 sentence=N_("Een tussendoel ligt niet onder de streefwaarde. Verbeter een van de twee.")),
        NotAbove("series_code.baseline_value", "value", at="value", holds_both_ways=True,
                 where={"series_code.indicator_code.direction": Direction.HIGHER},
                 sentence=N_("Een tussendoel ligt niet onder de nulmeting. Verbeter een van de twee.")),
        NotAbove("value", "series_code.baseline_value", holds_both_ways=True,
                 where={"series_code.indicator_code.direction": Direction.LOWER},
                 sentence=N_("Een tussendoel ligt niet boven de nulmeting. Verbeter een van de twee.")),
        WithinBounds("value", *(f"series_code.{name}" for name in _BOUNDS), sentence="", asks=True),
    ),
)  # fmt: skip

NOUN = Noun((SERIES, INTERIM_TARGET), place=100)
