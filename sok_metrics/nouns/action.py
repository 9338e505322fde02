"""What was promised: who does what, and by when."""

from sok_metrics.nouns.columns import (
    DATE,
    INTEGER,
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
    AtMostOne,
    NotBefore,
    NotInFuture,
    minutes_fixed,
)
from sok_metrics.nouns.tables import Called, HangsOn, Noted, Noun, Pages, ShowsOnce, Table
from sok_metrics.nouns.words import N_

ACTION = Table(
    "action", "acties", key=("number",), numbered=True,
    called=Called(N_("actie"), N_("de actie"), N_("acties")),
    purpose=N_("De acties: wie doet wat, en voor wanneer."), kept=TEXTS,
    hangs_on=HangsOn("meeting_number", N_("Acties"), 5),
    noted=Noted(3, ("text", "owner_party_code", "owner_person_code", "due_on"), dated="agreed_on"),
    shows_once=ShowsOnce({"status": "held"}, by="meeting_number"),
    pages=Pages(shared="actions"),
    columns=(
        number(),
        Column("meeting_number", "bijeenkomst", N_("Bijeenkomst"),
               N_("Waar het is afgesproken. Mag leeg blijven."), INTEGER, refers_to="meeting",
               hidden_with=True),
        Column("text", "actie", N_("Actie"), N_("Wat gaat er gebeuren? Begin met een werkwoord."),
               required=True, longest=MEDIUM_TEXT, has_lines=True),
        Column("owner_party_code", "partij", N_("Van wie"), N_("De partij die hiervoor zorgt."),
               refers_to="party"),
        Column("owner_person_code", "persoon", N_("Wie doet dit?"),
               N_("Mag leeg blijven. Anderen zien de naam alleen als deze persoon dat goed vindt."),
               refers_to="person", folded=True),
        commitment(),
        project(),
        agenda_item(),
        Column("agreed_on", "afgesproken_op", N_("Afgesproken op"), N_("De dag waarop we dit afspraken."),
               DATE, required=True, starts_as=Start.TODAY),
        Column("due_on", "klaar_voor", N_("Klaar voor"), N_("Wanneer het klaar moet zijn."), DATE),
        Column("done_on", "klaar_op", N_("Klaar op"), N_("Invullen zodra het klaar is."), DATE),
        Column("dropped_on", "vervallen_op", N_("Vervallen op"), N_("Alleen als het niet meer hoeft."),
               DATE, folded=True),
    ),
    rules=(
        minutes_fixed("text", "meeting_number", "agenda_item_number", "agreed_on", "text"),
        NotBefore("due_on", "agreed_on",
                  sentence=N_("De actie moet klaar zijn voor zij is afgesproken. Verbeter een van de twee.")),
        NotBefore("done_on", "agreed_on",
                  sentence=N_("De actie is klaar voor zij is afgesproken. Verbeter een van de twee.")),
        NotBefore("dropped_on", "agreed_on",
                  sentence=N_("De actie is vervallen voor zij is afgesproken. Verbeter een van de twee.")),
        NotInFuture("done_on", sentence=N_("Deze dag moet nog komen. Vul hem in als de actie klaar is.")),
        AtMostOne(("done_on", "dropped_on"), at="dropped_on",
                  sentence=N_("Een actie is klaar of vervallen, niet allebei. Haal een van de twee weg.")),
    ),
)  # fmt: skip

NOUN = Noun((ACTION,), place=150)
