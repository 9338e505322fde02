"""What a party cannot share yet: what it is, whose, why, and until when."""

from sok_metrics.nouns.columns import (
    DATE,
    INTEGER,
    MEDIUM_TEXT,
    Column,
    agenda_item,
    commitment,
    number,
    project,
)
from sok_metrics.nouns.kept import TEXTS
from sok_metrics.nouns.rule_kinds import (
    NotInFuture,
    minutes_fixed,
)
from sok_metrics.nouns.tables import Called, HangsOn, Noted, Noun, ShowsOnce, Table, Waits
from sok_metrics.nouns.words import N_

WITHHELD = Table(
    "withheld", "nog_niet_gedeeld", key=("number",), numbered=True,
    called=Called(N_("punt dat we nog niet kunnen delen"), N_("het punt dat we nog niet kunnen delen"),
        N_("punten die we nog niet kunnen delen")),
    purpose=N_("Wat een partij nog niet kan delen, waarom niet, en tot wanneer."), kept=TEXTS,
    waits=Waits("meeting_number"),
    hangs_on=HangsOn("meeting_number", N_("Wat we nog niet kunnen delen"), 6),
    noted=Noted(4, ("text", "owner_party_code", "reason", "until")),
    shows_once=ShowsOnce({"status": "held"}, by="meeting_number"),
    columns=(
        number(),
        Column("meeting_number", "bijeenkomst", N_("Bijeenkomst"),
               N_("Waar dit is gezegd. Mag leeg blijven."), INTEGER, refers_to="meeting", hidden_with=True),
        Column("text", "wat", N_("Wat kunnen we nog niet delen?"),
               N_("Waar het over gaat, zonder het geheim zelf."), required=True, longest=MEDIUM_TEXT,
               has_lines=True),
        Column("owner_party_code", "partij", N_("Van wie"), N_("De partij die dit nog niet kan delen."),
               refers_to="party"),
        Column("reason", "waarom", N_("Waarom nog niet?"), N_("In gewone woorden."), longest=MEDIUM_TEXT,
               has_lines=True),
        Column("until", "tot_en_met", N_("Tot wanneer?"), N_("De dag waarop we er opnieuw naar vragen."),
               DATE),
        Column("shared_on", "gedeeld_op", N_("Gedeeld op"), N_("Invullen zodra het wel gedeeld is."), DATE),
        commitment(),
        project(),
        agenda_item(),
    ),
    rules=(
        minutes_fixed("text", "meeting_number", "agenda_item_number", "text", "owner_party_code",
                      "reason"),
        NotInFuture("shared_on", sentence=N_("Deze dag moet nog komen. Vul hem in als het gedeeld is.")),
    ),
)  # fmt: skip

NOUN = Noun((WITHHELD,), place=155)
