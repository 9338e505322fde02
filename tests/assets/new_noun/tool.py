"""The tools that neighbours lend each other: a noun that is not there, for the test that adds one."""

from sok_metrics.nouns.columns import DATE, LONG_TEXT, Column, Start, code, project, visibility
from sok_metrics.nouns.kept import KindOfData
from sok_metrics.nouns.tables import Called, CodeRule, Found, HangsOn, Noun, Pages, Table
from sok_metrics.nouns.words import N_

LENDING = KindOfData(
    N_("Gereedschap dat we lenen"),
    N_("Wat er te leen is, en bij welke partij."),
    N_("Samen doen met wat er al is."),
    N_("Geen: dit zijn geen persoonsgegevens."),
    N_("Zolang de overeenkomst loopt."),
    N_("Iedereen."),
)
TOOL = Table(
    "tool", "gereedschap", key=("code",),
    called=Called(N_("gereedschap"), N_("het gereedschap"), N_("stuks gereedschap")),
    purpose=N_("Wat buren van elkaar kunnen lenen."), kept=LENDING,
    code=CodeRule("G"),
    hangs_on=HangsOn("project_code", N_("Te leen")),
    pages=Pages(shared="projects"),
    found=Found(title="name", texts=("story",)),
    columns=(
        code(),
        Column("name", "naam", N_("Naam"), N_("Hoe heet het?"), required=True),
        project(),
        Column("kind", "soort", N_("Soort"), N_("Waar is het voor?"), required=True,
               choices={"meten": "measuring", "klussen": "building"}),
        Column("bought_on", "gekocht_op", N_("Gekocht op"), N_("De dag van de bon."), DATE,
               starts_as=Start.TODAY),
        Column("person_code", "persoon", N_("Bij wie"), N_("Wie het uitleent."), refers_to="person"),
        Column("place", "waar", N_("Waar"), N_("Waar het te halen is."), is_about_person=True),
        Column("party_code", "partij", N_("Bij welke partij"), N_("Wie het bewaart."), refers_to="party"),
        Column("story", "verhaal", N_("Verhaal"), N_("Wat buren ervan vinden."), longest=LONG_TEXT,
               has_lines=True, folded=True),
        visibility(),
    ),
)  # fmt: skip

NOUN = Noun((TOOL,))
