"""The measurements."""

from sok_metrics.nouns.columns import DATE, INTEGER, LONG_TEXT, NUMBER, SOURCE_TEXT, Column
from sok_metrics.nouns.kept import FIGURES
from sok_metrics.nouns.tables import Called, Noun, Table, Waits
from sok_metrics.nouns.words import N_

MEASUREMENT = Table(
    "measurement", "metingen", key=("series_code", "period_start", "period_end"),
    called=Called(N_("meting"), N_("de meting"), N_("metingen")),
    waits=Waits("series_code", as_before=True),
    purpose=N_("De metingen: één regel per reeks en periode."), kept=FIGURES,
    named_by=("period_end",),
    at_least_one=("value", "story"),
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
)  # fmt: skip

NOUN = Noun((MEASUREMENT,), place=110)
