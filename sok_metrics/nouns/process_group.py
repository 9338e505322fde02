"""Who is in the process group."""

from sok_metrics.nouns.columns import DATE, Column, number
from sok_metrics.nouns.kept import PEOPLE
from sok_metrics.nouns.model import Role
from sok_metrics.nouns.rule_kinds import NotBefore
from sok_metrics.nouns.tables import Called, Noun, Table
from sok_metrics.nouns.words import N_

PROCESS_GROUP_MEMBER = Table(
    "process_group_member", "procesgroep", key=("number",), numbered=True,
    called=Called(N_("lid van de procesgroep"), N_("het lid van de procesgroep"),
        N_("leden van de procesgroep")),
    purpose=N_("De leden van de procesgroep."), kept=PEOPLE,
    named_by=("task", "person_code"),
    changed_by=Role.ADMINISTRATOR,
    about_people=True,
    columns=(
        number(),
        Column("person_code", "persoon", required=True, refers_to="person"),
        Column("task", "taak", N_("Taak"), N_("Wat deze persoon in de procesgroep doet.")),
        Column("elected_on", "gekozen_op", N_("Gekozen op"),
               N_("De dag waarop het Energienetwerk deze persoon koos."), DATE, required=True),
        Column("until", "tot", N_("Tot"), N_("Tot wanneer deze persoon in de procesgroep zit."), DATE),
    ),
    rules=(
        NotBefore("until", "elected_on",
                  sentence=N_("Dit houdt op voor het begint. Verbeter een van de twee dagen.")),
    ),
)  # fmt: skip

NOUN = Noun((PROCESS_GROUP_MEMBER,), place=70)
