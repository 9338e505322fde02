"""People, and what they agreed to show of themselves."""

from sok_metrics.nouns.columns import CODE_TEXT, DATE, SOURCE_TEXT, Column, Start, code
from sok_metrics.nouns.kept import CONSENTS, PEOPLE
from sok_metrics.nouns.model import FORGOTTEN_ROLE, Role
from sok_metrics.nouns.rule_kinds import EndsUntilLater, Final, Matches, NotBefore, NotInFuture
from sok_metrics.nouns.rules import Way
from sok_metrics.nouns.tables import Called, CodeRule, Found, Noun, Pages, Referred, Table
from sok_metrics.nouns.words import N_

PERSONAL_FIELDS = {"naam": "name", "telefoon": "phone", "e-mail": "email", "p.s.": "personal_note"}
PERSON = Table(
    "person", "mensen", key=("code",),
    called=Called(N_("persoon"), N_("de persoon"), N_("mensen")),
    purpose=N_("De mensen: contactpersonen en ondertekenaars."), kept=PEOPLE,
    referred=Referred(N_("Persoon"), N_("Om wie het gaat.")),
    named_by=("role",),
    code=CodeRule("M"),
    pages=Pages(shared="people"),
    found=Found(6, links_to="project"),
    changed_by=Role.ADMINISTRATOR,
    about_people=True,
    always_now=True,
    columns=(
        code(),
        Column("role", "rol", N_("Rol"),
               N_("Wat deze persoon doet, zoals 'energiecoach'. Dit mag iedereen zien."), required=True,
               is_about_person=True, when_forgotten=FORGOTTEN_ROLE),
        Column("party_code", "partij", N_("Partij"), N_("Voor welke partij deze persoon er is."),
               refers_to="party", is_about_person=True),
        Column("name", "naam", N_("Naam"), N_("Anderen zien de naam pas als er toestemming is vastgelegd."),
               is_about_person=True, tells_who=True),
        Column("phone", "telefoon", N_("Telefoon"),
               N_("Anderen zien het nummer pas als er toestemming is vastgelegd."), longest=CODE_TEXT,
               is_about_person=True, tells_who=True),
        Column("email", "e-mail", N_("E-mail"),
               N_("Anderen zien het adres pas als er toestemming is vastgelegd."), is_about_person=True,
               tells_who=True),
    ),
    rules=(
        Matches("email", r"[^@\s]+@[^@\s]+\.[^@\s.]+",
                sentence=N_("Dit is geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl")),
        Final({"role": FORGOTTEN_ROLE}, ("role", "name", "phone", "email"), at="code", is_about_change=True,
              sentence=N_("Deze persoon is vergeten en komt niet terug. "
                          "Haal de regel weg, of kies een nieuwe code.")),
    ),
)  # fmt: skip

CONSENT = Table(
    "consent", "toestemmingen", key=("person_code", "field"),
    called=Called(N_("toestemming"), N_("de toestemming"), N_("toestemmingen")),
    purpose=N_("Wie toestemming gaf om welk gegeven te laten zien."), kept=CONSENTS,
    named_by=("field",),
    changed_by=Role.ADMINISTRATOR,
    about_people=True,
    always_now=True,
    columns=(
        Column("person_code", "persoon", required=True, refers_to="person"),
        Column("field", "gegeven", N_("Welk gegeven"), N_("Toestemming geldt voor één gegeven tegelijk."),
               required=True, choices=PERSONAL_FIELDS),
        Column("given_on", "gegeven_op", N_("Gegeven op"), N_("De dag waarop de persoon ja zei."), DATE,
               required=True, starts_as=Start.TODAY),
        Column("how", "hoe", N_("Hoe"), N_("Bijvoorbeeld: mondeling, per e-mail of met een formulier."),
               longest=SOURCE_TEXT, is_about_person=True),
        Column("withdrawn_on", "ingetrokken_op", N_("Ingetrokken op"),
               N_("Zodra hier een datum staat, is het gegeven verborgen."), DATE),
    ),
    rules=(
        NotInFuture("given_on", sentence=N_("De toestemming kan niet in de toekomst liggen. "
                                            "Kies vandaag of een eerdere dag.")),
        NotBefore("withdrawn_on", "given_on",
                  sentence=N_("De toestemming is ingetrokken voor zij is gegeven. "
                              "Verbeter een van de twee.")),
        # An old file must not undo that somebody took a consent back.
        EndsUntilLater("withdrawn_on", "given_on", is_about_change=True, ways=frozenset({Way.FILE}),
                       sentence=N_("Deze toestemming is ingetrokken. "
                                   "Leg een nieuwe vast, met de dag waarop die is gegeven.")),
    ),
)  # fmt: skip

NOUN = Noun((PERSON, CONSENT), place=50)
