"""What people ask money for."""

from sok_metrics.nouns.columns import (
    DATE,
    LONG_TEXT,
    MONEY,
    PARTICIPANT_GROUPS,
    Column,
    Start,
    number,
    project,
    visibility,
)
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.tables import Called, Noun, Pages, Table
from sok_metrics.nouns.words import N_

PROPOSAL = Table(
    "proposal", "voorstellen", key=("number",), numbered=True,
    called=Called(N_("voorstel"), N_("het voorstel"), N_("voorstellen")),
    purpose=N_("De voorstellen voor de energiebegroting."), kept=WORK,
    pages=Pages(shared="budget"),
    columns=(
        number(),
        Column("title", "titel", N_("Titel"), N_("Een korte naam voor het voorstel."), required=True),
        Column("summary", "samenvatting", N_("Samenvatting"),
               N_("Waar is het geld voor? In een of twee zinnen."), longest=LONG_TEXT, has_lines=True),
        project(),
        Column("submitted_by", "ingediend_door", N_("Ingediend door"),
               N_("Van welke groep het voorstel komt."), choices=PARTICIPANT_GROUPS),
        Column("submitted_on", "ingediend_op", N_("Ingediend op"), N_("De dag waarop het binnenkwam."),
               DATE, required=True, starts_as=Start.TODAY),
        Column("amount_requested", "gevraagd", N_("Gevraagd"), N_("Hoeveel geld er nodig is, in euro."),
               MONEY, required=True, minimum=0),
        Column("status", "status", N_("Stand"), N_("Ingediend, toegekend, afgewezen of ingetrokken."),
               required=True, choices={"ingediend": "submitted", "toegekend": "granted",
               "afgewezen": "rejected", "ingetrokken": "withdrawn"}, default="submitted"),
        visibility(),
    ),
)  # fmt: skip

NOUN = Noun((PROPOSAL,), place=180)
