"""What was decided."""

from sok_metrics.nouns.columns import (
    DATE,
    INTEGER,
    LONG_TEXT,
    MEDIUM_TEXT,
    Column,
    Start,
    agenda_item,
    commitment,
    number,
    project,
)
from sok_metrics.nouns.kept import TEXTS
from sok_metrics.nouns.rule_kinds import (
    NotBefore,
    minutes_fixed,
)
from sok_metrics.nouns.tables import Called, Found, HangsOn, Noted, Noun, Pages, ShowsOnce, Table
from sok_metrics.nouns.words import N_

WAYS_TO_DECIDE = {
    "met instemming van iedereen": "consent",
    "na tellen van de stemmen": "count",
    "door een partij of groep": "by_some",
}
DECISION = Table(
    "decision", "besluiten", key=("number",), numbered=True,
    called=Called(N_("besluit"), N_("het besluit"), N_("besluiten")),
    purpose=N_("De besluiten."), kept=TEXTS,
    hangs_on=HangsOn("meeting_number", N_("Besluiten"), 4),
    noted=Noted(2, ("text", "how", "votes_for", "votes_against", "votes_blank", "decided_by", "dissent",
                    "review_on"), dated="decided_on"),
    shows_once=ShowsOnce({"status": "held"}, by="meeting_number"),
    pages=Pages(shared="decisions"),
    found=Found(5, texts=("text",), day="decided_on", links_to="meeting"),
    columns=(
        number(),
        Column("meeting_number", "bijeenkomst", N_("Bijeenkomst"),
               N_("Waar het is besloten. Mag leeg blijven."), INTEGER, refers_to="meeting",
               hidden_with=True),
        Column("decided_on", "datum", N_("Datum"), N_("De dag van het besluit."), DATE, required=True,
               starts_as=Start.TODAY),
        Column("text", "besluit", N_("Besluit"), N_("Wat is er besloten? In een of twee zinnen."),
               required=True, longest=MEDIUM_TEXT, has_lines=True),
        commitment(),
        project(),
        agenda_item(),
        Column("how", "hoe_besloten", N_("Hoe is dit besloten?"),
               N_("Met instemming van iedereen, na tellen, of door wie het mag beslissen."),
               choices=WAYS_TO_DECIDE, folded=True),
        Column("votes_for", "voor", N_("Voor"), N_("Hoeveel mensen voor waren."), INTEGER, minimum=0,
               folded=True),
        Column("votes_against", "tegen", N_("Tegen"), N_("Hoeveel mensen tegen waren."), INTEGER, minimum=0,
               folded=True),
        Column("votes_blank", "zonder_oordeel", N_("Zonder oordeel"),
               N_("Hoeveel mensen niet voor en niet tegen waren."), INTEGER, minimum=0, folded=True),
        Column("decided_by", "wie_besliste", N_("Wie besliste?"),
               N_("De partij of de groep die dit besloot, als dat niet de hele zaal was."), folded=True),
        Column("dissent", "andere_meningen", N_("Andere meningen"),
               N_("Wat vinden mensen die het anders zien? Ook dat bewaren we."), longest=LONG_TEXT,
               has_lines=True, folded=True),
        Column("review_on", "opnieuw_bekijken_op", N_("Opnieuw bekijken op"),
               N_("Wanneer we kijken of het besluit nog klopt."), DATE),
        Column("reviewed_on", "opnieuw_bekeken_op", N_("Opnieuw bekeken op"),
               N_("Invullen als we het besluit opnieuw hebben bekeken."), DATE),
        Column("withdrawn_on", "ingetrokken_op", N_("Ingetrokken op"),
               N_("Alleen als het besluit niet meer geldt."), DATE, folded=True),
    ),
    rules=(
        minutes_fixed("text", "meeting_number", "agenda_item_number", "decided_on", "text", "how",
                      "votes_for", "votes_against", "votes_blank", "decided_by", "dissent"),
        NotBefore("review_on", "decided_on",
                  sentence=N_("Dit ligt voor het besluit. Verbeter een van de twee dagen.")),
        NotBefore("reviewed_on", "decided_on",
                  sentence=N_("Dit ligt voor het besluit. Verbeter een van de twee dagen.")),
        NotBefore("withdrawn_on", "decided_on",
                  sentence=N_("Het besluit is ingetrokken voor het is genomen. Verbeter een van de twee.")),
    ),
)  # fmt: skip

NOUN = Noun((DECISION,), place=140)
