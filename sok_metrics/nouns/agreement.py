"""The agreement itself, and its versions."""

from sok_metrics.nouns.columns import DATE, INTEGER, LONG_TEXT, Column, Start, code
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.model import Role
from sok_metrics.nouns.rule_kinds import NotBefore
from sok_metrics.nouns.tables import Called, Noun, Pages, Table
from sok_metrics.nouns.words import N_

AGREEMENT = Table(
    "agreement", "overeenkomst", key=("code",),
    called=Called(N_("overeenkomst"), N_("de overeenkomst"), N_("overeenkomsten")),
    purpose=N_("De overeenkomst zelf: naam, wijk en looptijd. Dit blad heeft één regel."), kept=WORK,
    can_go=False,
    pages=Pages(shared="agreement"),
    changed_by=Role.ADMINISTRATOR,
    columns=(
        code(),
        Column("name", "naam", N_("Naam van de overeenkomst"), N_("Deze naam staat boven elke pagina."),
               required=True),
        Column("neighbourhood", "wijk", N_("Wijk"), N_("De naam van uw wijk of buurt."), required=True),
        Column("municipality", "gemeente", N_("Gemeente"), N_("In welke gemeente de wijk ligt.")),
        Column("summary", "samenvatting", N_("Samenvatting"),
               N_("Waar gaat de overeenkomst over? Een paar zinnen."), longest=LONG_TEXT, has_lines=True),
        Column("signed_on", "ondertekend_op", N_("Ondertekend op"),
               N_("De dag waarop de partijen tekenden."), DATE),
        Column("starts_on", "begint_op", N_("Begint op"), N_("Vanaf welke dag de overeenkomst geldt."),
               DATE),
        Column("ends_on", "loopt_tot", N_("Loopt tot"),
               N_("Tot welke dag de overeenkomst in elk geval loopt."), DATE),
        Column("monthly_meeting_name", "naam_maandelijks_overleg", N_("Naam van het maandelijkse overleg"),
               N_("Zo noemt uw wijk het overleg dat de bijeenkomsten voorbereidt."), required=True,
               default=N_("Maandelijks overleg"), folded=True),
        Column("privacy_threshold", "drempel_kleine_aantallen", N_("Drempel voor kleine aantallen"),
               N_("Aantallen onder deze drempel laten we niet zien. Meestal is dat 10."), INTEGER,
               required=True, default="10", minimum=0),
    ),
    rules=(
        NotBefore("ends_on", "starts_on",
                  sentence=N_("De overeenkomst eindigt voor zij begint. Verbeter de datum.")),
        NotBefore("ends_on", "signed_on",
                  sentence=N_("De overeenkomst eindigt voor zij is ondertekend. Verbeter een van de twee.")),
    ),
)  # fmt: skip

AGREEMENT_VERSION = Table(
    "agreement_version", "versies", key=("number",),
    called=Called(N_("versie"), N_("de versie"), N_("versies van de overeenkomst")),
    purpose=N_("De versies van de overeenkomst. Bij elke bijstelling komt er een bij."), kept=WORK,
    continues=True,
    first={"number": "1", "title": N_("Eerste versie"), "valid_from": "today"},
    pages=Pages(shared="agreement"),
    columns=(
        Column("number", "versie", N_("Versie"), N_("Elke versie heeft een eigen nummer."), INTEGER,
               required=True, minimum=1, starts_as=Start.NEXT),
        Column("title", "titel", N_("Titel"), N_("Bijvoorbeeld: bijgesteld in 2027."), required=True),
        Column("valid_from", "geldig_vanaf", N_("Geldt vanaf"),
               N_("Vanaf deze dag tellen de teksten van deze versie."), DATE, required=True),
        Column("note", "toelichting", N_("Toelichting"),
               N_("Wat is er anders dan in de vorige versie, en waarom?"), longest=LONG_TEXT,
               has_lines=True),
    ),
)  # fmt: skip

NOUN = Noun((AGREEMENT, AGREEMENT_VERSION), place=10)
