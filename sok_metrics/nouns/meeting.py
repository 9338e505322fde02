"""The meetings: who came, what was on the agenda, and what people felt."""

from sok_metrics.nouns.clock_rules import EndsLater, IsClockTime
from sok_metrics.nouns.columns import (
    CODE_TEXT,
    DATE,
    INTEGER,
    LONG_TEXT,
    LONGEST_TEXT,
    MEDIUM_TEXT,
    MOMENT,
    PARTICIPANT_GROUPS,
    SOURCE_TEXT,
    Column,
    Start,
    commitment,
    meeting,
    number,
    project,
    visibility,
)
from sok_metrics.nouns.kept import COUNTS, TEXTS, WORK
from sok_metrics.nouns.model import IndicatorKind
from sok_metrics.nouns.rule_kinds import (
    MINUTES_FIXED,
    AtLeastOne,
    Final,
    Matches,
    Needs,
    NotAbove,
    NotBefore,
    NotInFuture,
    NotItself,
    Only,
    minutes_fixed,
)
from sok_metrics.nouns.tables import (
    Called,
    Found,
    HangsOn,
    Noted,
    Noun,
    Pages,
    Referred,
    ShowsOnce,
    Table,
    Waits,
)
from sok_metrics.nouns.words import N_

MEETING_KINDS = {
    "voortgangsbijeenkomst": "review",
    "maandelijks overleg": "monthly",
    "beoordeling": "assessment",
    "anders": "other",
}
ONCE_HELD = {"status": "held"}
TIME_IN_DIGITS = N_("Dit is geen tijd. Schrijf de tijd in cijfers, zoals 19:30.")
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
               N_("Komt iedereen samen, of bereidt u iets voor?"), required=True,
               choices=MEETING_KINDS, earlier_words={"energiewijk-overleg": "monthly"}),
        Column("title", "titel", N_("Titel"), N_("Bijvoorbeeld: voortgangsbijeenkomst voorjaar."),
               required=True),
        Column("held_on", "datum", N_("Datum"), N_("De dag van de bijeenkomst."), DATE, required=True),
        Column("start_time", "begintijd", N_("Begintijd"), N_("Bijvoorbeeld 19:30."), longest=20),
        Column("end_time", "eindtijd", N_("Eindtijd"), N_("Bijvoorbeeld 21:30."), longest=20),
        Column("place", "plaats", N_("Plaats"), N_("Waar we bij elkaar komen.")),
        Column("organised_by", "organisatie", N_("Wie organiseert dit?"),
               N_("De partijen of de groep die de avond voorbereiden. Zonder namen van mensen."),
               folded=True),
        Column("status", "status", N_("Stand"), N_("Gepland, gehouden of vervallen."), required=True,
               choices={"gepland": "planned", "gehouden": "held", "vervallen": "cancelled"},
               default="planned"),
        Column("closed_at", "afgesloten_op", N_("Afgesloten op"),
               N_("Het moment waarop de cijfers van deze bijeenkomst vaststaan."), MOMENT, folded=True),
        Column("minutes", "verslag", N_("Verslag"), N_("Kort: wat is er besproken? Zonder namen."),
               longest=LONGEST_TEXT, has_lines=True),
        Column("minutes_approved_on", "verslag_goedgekeurd_op", N_("Verslag goedgekeurd op"),
               N_("De dag van de bijeenkomst die ja zei tegen dit verslag."), DATE, folded=True),
        Column("minutes_fixed_on", "verslag_vastgesteld_op", N_("Verslag vastgesteld op"),
               N_("Vanaf deze dag verandert het verslag niet meer."), DATE, folded=True),
        visibility(),
    ),
    rules=(
        IsClockTime("start_time", sentence=TIME_IN_DIGITS),
        IsClockTime("end_time", sentence=TIME_IN_DIGITS),
        EndsLater("end_time", "start_time",
                  sentence=N_("De bijeenkomst eindigt voor zij begint. Verbeter een van de twee tijden.")),
        NotBefore("minutes_approved_on", "held_on",
                  sentence=N_("Het verslag is goedgekeurd voor de bijeenkomst er was. Verbeter de dag.")),
        NotInFuture("minutes_approved_on",
                    sentence=N_("Deze dag moet nog komen. Vul hem in als het verslag is goedgekeurd.")),
        NotBefore("minutes_fixed_on", "minutes_approved_on",
                  sentence=N_("Een verslag staat pas vast als het is goedgekeurd. "
                              "Verbeter een van de twee.")),
        NotInFuture("minutes_fixed_on",
                    sentence=N_("Deze dag moet nog komen. Vul hem in als het verslag vaststaat.")),
        Needs("minutes_fixed_on", "minutes_approved_on",
              sentence=N_("Een verslag staat pas vast als het is goedgekeurd. Vul eerst die dag in.")),
        Final({}, filled=("minutes_fixed_on",), at="minutes_fixed_on", is_about_change=True,
              columns=("kind", "title", "held_on", "start_time", "end_time", "place", "status", "closed_at",
                       "minutes", "minutes_approved_on", "minutes_fixed_on", "archived_at"),
              sentence=MINUTES_FIXED),
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
        minutes_fixed("count", "count", "first_time_count"),
        NotAbove("first_time_count", "count",
                 sentence=N_("Er zijn meer mensen voor het eerst dan er in totaal zijn. Verbeter dit.")),
    ),
)  # fmt: skip

INVITED_PARTY = Table(
    "invited_party", "uitgenodigd", key=("meeting_number", "party_code"),
    called=Called(N_("uitgenodigde partij"), N_("de uitgenodigde partij"), N_("uitgenodigde partijen")),
    purpose=N_("Welke partijen zijn uitgenodigd voor een bijeenkomst."), kept=WORK,
    columns=(
        meeting(required=True),
        Column("party_code", "partij", N_("Partij"), N_("Welke partij is uitgenodigd."), required=True,
               refers_to="party"),
    ),
)  # fmt: skip

AGENDA_KINDS = {
    "welkom": "welcome",
    "sinds de vorige keer": "since",
    "waarde of doel": "commitment",
    "in het zonnetje": "spotlight",
    "acties": "actions",
    "energiebegroting": "budget",
    "besluit": "decision",
    "afspraken over de organisatie": "rules",
    "gesprek": "talk",
    "afsluiting": "closing",
}
"""What a point is, and so what stands on the screen with it."""
POINT_OUTCOMES = {"besproken": "discussed", "volgende keer": "next_time", "vervalt": "dropped"}
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
        Column("kind", "soort_punt", N_("Soort punt"), N_("Dit bepaalt wat er op het scherm staat."),
               required=True, choices=AGENDA_KINDS, default="talk", folded=True),
        Column("reason", "waarom", N_("Waarom dit punt?"), N_("Wat is de aanleiding om hierover te praten?"),
               longest=SOURCE_TEXT, folded=True),
        Column("led_by", "wie_leidt", N_("Wie leidt dit punt?"), N_("Een rol of een groep, zonder naam."),
               folded=True),
        Column("carried_from", "komt_van_punt", N_("Komt van punt"),
               N_("Het punt van een vorige keer dat nog open stond."), INTEGER, refers_to="agenda_item",
               folded=True),
        Column("outcome", "hoe_afgelopen", N_("Hoe liep het af?"),
               N_("Leeg zolang het punt nog niet aan de beurt was."), choices=POINT_OUTCOMES, folded=True),
        Column("closed_at", "gesloten_op", N_("Gesloten op"),
               N_("Het moment waarop de zaal klaar was met dit punt."), MOMENT, folded=True),
    ),
    rules=(
        minutes_fixed("title", "meeting_number", "position", "title", "brought_by", "commitment_code",
                      "project_code", "outcome", "closed_at"),
        NotItself("carried_from", "number",
                  sentence=N_("Een punt kan niet van zichzelf komen. Kies een punt van een vorige keer.")),
    ),
)  # fmt: skip

POINT_NOTE = Table(
    "point_note", "notities", key=("agenda_item_number",),
    called=Called(N_("notitie"), N_("de notitie"), N_("notities")),
    purpose=N_("Wat er bij elk agendapunt is besproken."), kept=TEXTS,
    named_by=("agenda_item_number",),
    waits=Waits("meeting_number"),
    noted=Noted(1, ("text",), is_single=True),
    shows_once=COMES_OF_IT,
    columns=(
        Column("agenda_item_number", "agendapunt", N_("Agendapunt"), N_("Bij welk punt dit hoort."), INTEGER,
               required=True, refers_to="agenda_item"),
        meeting(required=True),
        Column("text", "notitie", N_("Besproken"), N_("Wat er is besproken, in gewone taal en zonder namen."),
               required=True, longest=LONG_TEXT, has_lines=True),
    ),
    rules=(
        minutes_fixed("text", "meeting_number", "text"),
    ),
)  # fmt: skip

AGENDA_PAPER = Table(
    "agenda_paper", "stukken", key=("number",), numbered=True,
    called=Called(N_("stuk"), N_("het stuk"), N_("stukken")),
    purpose=N_("De stukken bij de agenda: links en bestanden."), kept=TEXTS,
    columns=(
        number(),
        Column("agenda_item_number", "agendapunt", N_("Agendapunt"), N_("Bij welk punt dit stuk hoort."),
               INTEGER, required=True, refers_to="agenda_item"),
        Column("title", "titel", N_("Titel"), N_("Wat lezers zien."), required=True),
        Column("link", "link", N_("Link"), N_("Een adres dat begint met https://."), longest=MEDIUM_TEXT),
        Column("file_name", "bestand", N_("Bestand"), N_("De naam van een bestand dat hier is bewaard.")),
        # The name of the file in the folder beside the store; nobody can guess it.
        Column("file_key", "sleutel_van_het_bestand", longest=CODE_TEXT),
        visibility(),
    ),
    rules=(
        AtLeastOne(("link", "file_key"), sentence=N_("Geef een link of een bestand.")),
        Matches("link", r"https?://[^\s<>\"']+",
                sentence=N_("Dit is geen adres. Een link begint met https:// of http://.")),
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

CHANNELS = {"telefoon": "phone", "papier": "paper", "handen": "hands"}
CARD_CHANNEL = Table(
    "card_channel", "kaarten_per_manier", key=("meeting_number", "indicator_code", "channel"),
    called=Called(N_("aantal antwoorden per manier"), N_("het aantal antwoorden per manier"),
        N_("aantallen antwoorden per manier")),
    purpose=N_("Hoeveel antwoorden op een kaart er kwamen met de telefoon, op papier of met handen."),
    kept=COUNTS,
    named_by=("indicator_code",),
    shows_once=COMES_OF_IT,
    columns=(
        meeting(required=True),
        Column("indicator_code", "kaart", N_("Kaart"), N_("Welke vraag er werd gesteld."), required=True,
               refers_to="indicator"),
        Column("channel", "manier", N_("Manier"), N_("Hoe de antwoorden binnenkwamen."), required=True,
               choices=CHANNELS),
        Column("count", "aantal", N_("Aantal"), N_("Hoeveel antwoorden er zo kwamen."), INTEGER,
               required=True, default="0", minimum=0),
    ),
)  # fmt: skip

NOUN = Noun(
    (MEETING, INVITED_PARTY, ATTENDANCE, AGENDA_ITEM, POINT_NOTE, AGENDA_PAPER, CARD_ANSWER, CARD_CHANNEL),
    place=120,
)
