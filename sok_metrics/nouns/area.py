"""The areas that figures are about."""

from sok_metrics.nouns.columns import CODE_TEXT, YES_NO, Column
from sok_metrics.nouns.kept import WORK
from sok_metrics.nouns.tables import Called, CodeRule, Noun, Pages, Table
from sok_metrics.nouns.words import N_

AREA = Table(
    "area", "gebieden", key=("code",),
    called=Called(N_("gebied"), N_("het gebied"), N_("gebieden")),
    purpose=N_("De gebieden waar cijfers over gaan: uw buurten, en gebieden om mee te vergelijken."),
    kept=WORK,
    code=CodeRule(is_asked=True),
    pages=Pages(shared="agreement"),
    columns=(
        Column("code", "code", N_("Code van het gebied"),
               N_("De code van het CBS. Die begint met BU voor een buurt."), required=True,
               longest=CODE_TEXT),
        Column("name", "naam", N_("Naam"), N_("Zoals bewoners het gebied noemen."), required=True),
        Column("kind", "soort", N_("Soort gebied"),
               N_("Een buurt, een wijk, de gemeente, of gebieden samen."), required=True,
               choices={"buurt": "neighbourhood", "wijk": "district", "gemeente": "municipality",
               "samen": "joint"}),
        Column("is_ours", "van_ons", N_("Dit is ons eigen gebied"),
               N_("Nee betekent: alleen om mee te vergelijken."), YES_NO, required=True, default="true"),
    ),
)  # fmt: skip

NOUN = Noun((AREA,), place=30)
