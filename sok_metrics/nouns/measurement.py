"""The measurements."""

from sok_metrics.nouns.columns import DATE, INTEGER, LONG_TEXT, NUMBER, SOURCE_TEXT, Column
from sok_metrics.nouns.kept import FIGURES
from sok_metrics.nouns.model import IndicatorKind, Origin
from sok_metrics.nouns.plausible import Likely
from sok_metrics.nouns.rule_kinds import (
    AtLeastOne,
    Exists,
    NotBefore,
    NotInFuture,
    Only,
    OnlyOnePer,
    ReasonForChange,
)
from sok_metrics.nouns.rules import Of, Way
from sok_metrics.nouns.tables import Called, Noun, Table, Waits
from sok_metrics.nouns.words import N_

STILL_TO_COME = NotInFuture(
    "period_end",
    asks=True,
    sentence=N_("Deze periode is nog niet om. Weet u het cijfer al zeker?"),
)
"""A figure of tomorrow may be known, as one that is agreed; more often the year is a slip of the keyboard."""

MEASUREMENT = Table(
    "measurement", "metingen", key=("series_code", "period_start", "period_end"),
    called=Called(N_("meting"), N_("de meting"), N_("metingen")),
    is_real_when_sent=True,
    waits=Waits("series_code", as_before=True),
    purpose=N_("De metingen: één regel per reeks en periode."), kept=FIGURES,
    named_by=("period_end",),
    columns=(
        Column("series_code", "reeks", N_("Reeks"), N_("Bij welke reeks van de indicator dit hoort."),
               required=True, refers_to="series"),
        Column("period_start", "van", N_("Van"), N_("De eerste dag waarover het cijfer gaat."), DATE,
               required=True),
        Column("period_end", "tot_en_met", N_("Tot en met"), N_("De laatste dag waarover het cijfer gaat."),
               DATE, required=True),
        Column("value", "waarde", N_("Waarde"), N_("Het cijfer, met een komma voor de decimalen."), NUMBER),
        Column("story", "verhaal", N_("Verhaal"), N_("Alleen als de indicator een verhaal is."),
               longest=LONG_TEXT, has_lines=True),
        Column("source", "bron", N_("Bron"), N_("Waar dit cijfer vandaan komt."), longest=SOURCE_TEXT),
        Column("source_location", "vindplaats", N_("Vindplaats"),
               N_("De bladzijde of het adres waar het staat."), longest=SOURCE_TEXT, folded=True),
        Column("note", "opmerking", N_("Opmerking"), N_("Wat anderen bij dit cijfer moeten weten."),
               longest=LONG_TEXT, has_lines=True),
        Column("correction_reason", "reden_van_correctie", N_("Reden van de correctie"),
               N_("Waarom het cijfer is veranderd."), longest=SOURCE_TEXT),
        Column("base_count", "aantal_waarop_dit_rust", N_("Aantal waarop dit rust"),
               N_("Hoeveel mensen of woningen er achter dit cijfer zitten."), INTEGER, minimum=0,
               folded=True),
    ),
    rules=(
        NotBefore("period_end", "period_start",
                  sentence=N_("De periode eindigt voor zij begint. Verbeter de datum.")),
        AtLeastOne(("value", "story"), in_schema=True,
                   sentence=N_("Er staat geen waarde en geen verhaal. "
                               "Vul een van de twee in, of haal de regel weg.")),
        Only("series_code.indicator_code.derived_metric", (None,),
             sentence=N_("Deze cijfers rekent de SOK-monitor zelf uit. Haal de regel weg.")),
        OnlyOnePer(("series_code", "period_end"), at="period_end",
                   sentence=N_("Er is al een meting van deze reeks die op deze dag eindigt. "
                               "Verbeter die, of kies een andere periode.")),
        Exists(Of("rubric_level", ("series_code.indicator_code", "value"), "level"), at="value",
               where={"series_code.indicator_code.kind": IndicatorKind.RUBRIC},
               sentence=N_("Dit niveau staat niet bij de indicator. Kies een niveau dat er wel staat.")),
        ReasonForChange(("value", "story"), "correction_reason", {"origin": Origin.REAL},
                        at="correction_reason", is_about_change=True, ways=frozenset({Way.FORM}),
                        sentence=N_("Hier staat al een meting. "
                                    "Zeg in een paar woorden waarom u haar verandert.")),
        ReasonForChange(("value", "story"), "correction_reason", {"origin": Origin.REAL}, must_be_new=True,
                        at="correction_reason", is_about_change=True, ways=frozenset({Way.FORM, Way.FILE}),
                        sentence=N_("Dit cijfer verandert, maar er staat geen nieuwe reden bij. "
                                    "Zeg in een paar woorden waarom."), asks=True),
        STILL_TO_COME,
        Likely("value", "series_code", ("period_end", "period_start"), "series_code.indicator_code.kind",
               "series_code.indicator_code.lower_bound", "series_code.indicator_code.upper_bound",
               sentence="", asks=True),
    ),
)  # fmt: skip

NOUN = Noun((MEASUREMENT,), place=110)
