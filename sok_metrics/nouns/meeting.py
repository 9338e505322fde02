"""The meetings: who came, what was on the agenda, and what people felt."""

from sok_metrics.nouns.columns import (
    DATE,
    INTEGER,
    LONGEST_TEXT,
    MOMENT,
    PARTICIPANT_GROUPS,
    Column,
    Start,
    commitment,
    meeting,
    number,
    project,
    visibility,
)
from sok_metrics.nouns.kept import COUNTS, TEXTS
from sok_metrics.nouns.model import IndicatorKind
from sok_metrics.nouns.rule_kinds import NotAbove, NotBefore, NotInFuture, Only
from sok_metrics.nouns.tables import Called, Found, HangsOn, Noun, Pages, Referred, ShowsOnce, Table, Waits
from sok_metrics.nouns.words import N_

MEETING_KINDS = {
    "voortgangsbijeenkomst": "review",
    "energiewijk-overleg": "monthly",
    "beoordeling": "assessment",
    "anders": "other",
}
ONCE_HELD = {"status": "held"}
COMES_OF_IT = ShowsOnce(ONCE_HELD, by="meeting_number")
"""Of what comes of a meeting: while it is entered, nothing counts or shows."""

MEETING = Table(
    "meeting", "bijeenkomsten", key=("number",), numbered=True,
    called=Called(N_("bijeenkomst"), N_("de bijeenkomst"), N_("bijeenkomsten")),
    waits=Waits("number", hides="minutes"),
    shows_once=ShowsOnce(ONCE_HELD, hides="minutes"),
    purpose=N_("De bijeenkomsten."), kept=TEXTS,
    referred=Referred(N_("Bijeenkomst"), N_("Bij welke bijeenkomst dit hoort.")),
    pages=Pages(own="meeting", shared="reviews"),
    found=Found(4, "title", ("place", "minutes"), (("agenda_item", "title"), ("remark", "text")), "held_on"),
    columns=(
        number(),
        Column("kind", "soort", N_("Soort"),
               N_("Een voortgangsbijeenkomst, het Energiewijk-overleg, of iets anders."), required=True,
               choices=MEETING_KINDS),
        Column("title", "titel", N_("Titel"), N_("Bijvoorbeeld: voortgangsbijeenkomst voorjaar."),
               required=True),
        Column("held_on", "datum", N_("Datum"), N_("De dag van de bijeenkomst."), DATE, required=True),
        Column("start_time", "begintijd", N_("Begintijd"), N_("Bijvoorbeeld 19:30."), longest=20),
        Column("place", "plaats", N_("Plaats"), N_("Waar we bij elkaar komen.")),
        Column("status", "status", N_("Stand"), N_("Gepland, gehouden of vervallen."), required=True,
               choices={"gepland": "planned", "gehouden": "held", "vervallen": "cancelled"},
               default="planned"),
        Column("closed_at", "afgesloten_op", N_("Afgesloten op"),
               N_("Het moment waarop de cijfers van deze bijeenkomst vaststaan."), MOMENT, folded=True),
        Column("minutes", "verslag", N_("Verslag"), N_("Kort: wat is er besproken? Zonder namen."),
               longest=LONGEST_TEXT, has_lines=True),
        visibility(),
    ),
    rules=(
        NotInFuture("held_on", where={"status": "held"}, at="status",
                    sentence=N_("Deze bijeenkomst moet nog komen. Kies 'gepland', of verbeter de datum.")),
        NotBefore("closed_at", "held_on",
                  sentence=N_("De bijeenkomst is afgesloten voor zij er was. Verbeter een van de twee.")),
    ),
)  # fmt: skip

ATTENDANCE = Table(
    "attendance", "aanwezigen", key=("meeting_number", "group_name"),
    called=Called(N_("aantal aanwezigen"), N_("het aantal aanwezigen"), N_("aantallen aanwezigen")),
    purpose=N_("Hoeveel mensen er waren, per groep."), kept=COUNTS,
    named_by=("group_name",),
    hangs_on=HangsOn("meeting_number", N_("Aanwezigen"), 2),
    shows_once=COMES_OF_IT,
    columns=(
        meeting(required=True),
        Column("group_name", "groep", N_("Groep"), N_("Van welke groep de mensen waren."), required=True,
               choices=PARTICIPANT_GROUPS),
        Column("count", "aantal", N_("Aantal"), N_("Hoeveel mensen er waren."), INTEGER, required=True,
               default="0", minimum=0),
        Column("first_time_count", "voor_het_eerst", N_("Voor het eerst"),
               N_("Hoeveel van hen er voor het eerst waren."), INTEGER, required=True, default="0",
               minimum=0),
    ),
    rules=(
        NotAbove("first_time_count", "count",
                 sentence=N_("Er zijn meer mensen voor het eerst dan er in totaal zijn. Verbeter dit.")),
    ),
)  # fmt: skip

AGENDA_ITEM = Table(
    "agenda_item", "agendapunten", key=("number",), numbered=True,
    called=Called(N_("agendapunt"), N_("het agendapunt"), N_("agendapunten")),
    purpose=N_("De agenda van elke bijeenkomst."), kept=TEXTS,
    hangs_on=HangsOn("meeting_number", N_("Agendapunten"), 1),
    columns=(
        number(),
        meeting(required=True),
        Column("position", "volgorde", N_("Volgorde"),
               N_("Op welke plaats het staat: 1 is het eerste punt."), INTEGER, required=True, minimum=1,
               starts_as=Start.NEXT, beside="meeting_number"),
        Column("title", "titel", N_("Onderwerp"), N_("Een paar woorden."), required=True),
        Column("brought_by", "ingebracht_door", N_("Ingebracht door"), N_("Welke groep dit punt inbracht."),
               choices=PARTICIPANT_GROUPS),
        commitment(),
        project(),
        Column("minutes_planned", "minuten", N_("Minuten"), N_("Hoe lang dit punt mag duren."), INTEGER,
               minimum=0),
    ),
)  # fmt: skip

CARD_ANSWER = Table(
    "card_answer", "kaartantwoorden", key=("meeting_number", "indicator_code", "group_name", "score"),
    called=Called(N_("antwoord op een kaart"), N_("het antwoord op de kaart"), N_("antwoorden op kaarten")),
    purpose=N_("De antwoorden op de kaarten, geteld per groep en score."), kept=COUNTS,
    named_by=("indicator_code",),
    hangs_on=HangsOn("meeting_number", N_("Antwoorden op kaarten"), 7),
    shows_once=COMES_OF_IT,
    columns=(
        meeting(required=True),
        Column("indicator_code", "kaart", N_("Kaart"), N_("Welke vraag er werd gesteld."), required=True,
               refers_to="indicator"),
        Column("group_name", "groep", N_("Groep"), N_("Van welke groep deze antwoorden zijn."),
               required=True, choices=PARTICIPANT_GROUPS),
        Column("score", "score", N_("Score"), N_("Van 1 (helemaal niet) tot 5 (helemaal wel)."), INTEGER,
               required=True, minimum=1, maximum=5),
        Column("count", "aantal", N_("Aantal"), N_("Hoeveel mensen deze score gaven."), INTEGER,
               required=True, default="0", minimum=0),
    ),
    rules=(
        Only("indicator_code.kind", (IndicatorKind.CARD,),
             sentence=N_("Deze indicator is geen kaart. Kies een kaart.")),
    ),
)  # fmt: skip

NOUN = Noun((MEETING, ATTENDANCE, AGENDA_ITEM, CARD_ANSWER), place=120)
