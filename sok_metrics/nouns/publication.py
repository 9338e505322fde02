"""Tuning (afstemmen): what is about to be published, and what the parties say of it first."""

from sok_metrics.nouns.columns import DATE, INTEGER, LONG_TEXT, LONGEST_TEXT, MOMENT, Column, meeting, number
from sok_metrics.nouns.kept import TEXTS
from sok_metrics.nouns.tables import Called, Noun, Table
from sok_metrics.nouns.words import N_

PUBLICATION_KINDS = {"verslag": "minutes", "cijfers": "figures", "tekst": "text"}
PUBLICATION = Table(
    "publication", "afstemmen", key=("number",), numbered=True,
    called=Called(N_("stuk om af te stemmen"), N_("het stuk om af te stemmen"),
        N_("stukken om af te stemmen")),
    purpose=N_("Wat de partijen eerst mogen nalezen, voordat iedereen het ziet."), kept=TEXTS,
    columns=(
        number(),
        Column("kind", "soort", N_("Soort"), N_("Een verslag, cijfers of een tekst."), required=True,
               choices=PUBLICATION_KINDS),
        Column("title", "titel", N_("Titel"), N_("Een paar woorden boven het stuk."), required=True),
        Column("text", "tekst", N_("Tekst"), N_("Wat er openbaar wordt."), longest=LONGEST_TEXT,
               has_lines=True),
        meeting(),
        Column("indicator_code", "indicator", refers_to="indicator"),
        Column("party_code", "partij", refers_to="party"),
        # Figures of the indicator that were recorded from this moment on wait for the end of the tuning.
        Column("figures_from", "cijfers_vanaf", type=MOMENT),
        Column("tuning_until", "afstemmen_tot_en_met", N_("Afstemmen tot en met"),
               N_("Daarna is het stuk voor iedereen te zien."), DATE, required=True),
        Column("withdrawn_on", "ingetrokken_op", N_("Ingetrokken op"),
               N_("Alleen als het stuk toch niet openbaar wordt."), DATE),
    ),
)  # fmt: skip

PUBLICATION_REMARK = Table(
    "publication_remark", "opmerkingen_bij_afstemmen", key=("number",), numbered=True,
    called=Called(N_("opmerking"), N_("de opmerking"), N_("opmerkingen bij het afstemmen")),
    purpose=N_("Wat de partijen daarvan vonden."), kept=TEXTS,
    anybody_adds=True,
    columns=(
        number(),
        Column("publication_number", "afstemmen", type=INTEGER, required=True, refers_to="publication"),
        Column("party_code", "partij", refers_to="party"),
        Column("made_on", "gemaakt_op", N_("Gemaakt op"), N_("De dag van de opmerking."), DATE,
               required=True),
        Column("text", "opmerking", N_("Opmerking"), N_("Wat er anders moet, en waarom."), required=True,
               longest=LONG_TEXT, has_lines=True),
        Column("answer", "antwoord", N_("Antwoord"), N_("Wat er met de opmerking is gedaan."),
               longest=LONG_TEXT, has_lines=True),
    ),
)  # fmt: skip

NOUN = Noun((PUBLICATION, PUBLICATION_REMARK), place=230)
