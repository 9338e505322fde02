"""The parties that take part."""

from sok_metrics.nouns.columns import DATE, LONG_TEXT, SOURCE_TEXT, Column, code
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.rule_kinds import NotBefore
from sok_metrics.nouns.tables import Called, CodeRule, Noun, Pages, Referred, Table
from sok_metrics.nouns.words import N_

PARTY_KINDS = {
    "bewoners": "residents",
    "bewonersinitiatief": "initiative",
    "ondernemers": "entrepreneurs",
    "gemeente": "municipality",
    "woningcorporatie": "housing_corporation",
    "energiebedrijf": "energy_company",
    "netbeheerder": "grid_operator",
    "anders": "other",
}
PARTY = Table(
    "party", "partijen", key=("code",),
    called=Called(N_("partij"), N_("de partij"), N_("partijen")),
    purpose=N_("De partijen die meedoen."), kept=WORK,
    referred=Referred(N_("Partij"), N_("Welke partij dit is of doet. Mag leeg blijven.")),
    code=CodeRule(is_name=True),
    pages=Pages(shared="agreement"),
    columns=(
        code(),
        Column("name", "naam", N_("Naam"), N_("Zoals de partij zichzelf noemt."), required=True),
        Column("kind", "soort", N_("Soort partij"), N_("Kies wat er het beste bij past."), required=True,
               choices=PARTY_KINDS),
        Column("joined_on", "doet_mee_sinds", N_("Doet mee sinds"),
               N_("De dag waarop de partij begon mee te doen."), DATE),
        Column("left_on", "gestopt_op", N_("Gestopt op"),
               N_("Alleen invullen als de partij niet meer meedoet."), DATE, folded=True),
        Column("contribution", "wat_brengt_de_partij_in", N_("Wat brengt de partij in?"),
               N_("Bijvoorbeeld geld, mensen, een ruimte of kennis."), longest=LONG_TEXT, has_lines=True),
        Column("website", "website", N_("Website"), N_("Het adres van de eigen website."),
               longest=SOURCE_TEXT, folded=True),
    ),
    rules=(
        NotBefore("left_on", "joined_on",
                  sentence=N_("De partij stopt voor zij meedoet. Verbeter een van de twee dagen.")),
    ),
)  # fmt: skip

NOUN = Noun((PARTY,), place=40)
