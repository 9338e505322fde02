"""What a noun and its fields are called, and in one plain sentence what belongs in a field."""

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.columns import Column
from sok_metrics.nouns.tables import Called
from sok_metrics.texts import _
from sok_metrics.texts.formats import headed


def field_label(table: str, column: str) -> str:
    """What this field is called on the screen."""
    found = TABLES_BY_NAME[table].column(column)
    return _(label) if (label := _words(found)[0]) else headed(found.heading.replace("_", " "))


def field_help(table: str, column: str) -> str:
    """One plain sentence on what belongs in the field; "" when its name says enough."""
    sentence = _words(TABLES_BY_NAME[table].column(column))[1]
    return _(sentence) if sentence else ""


def noun(table: str) -> Called:
    """What one row of this table is called, and several."""
    return Called(*(_(words) for words in TABLES_BY_NAME[table].called))


def _words(column: Column) -> tuple[str, str]:
    """The words of the column, or those of what it refers to."""
    referred = TABLES_BY_NAME[column.refers_to].referred if column.refers_to else None
    if column.label or referred is None:
        return column.label, column.help
    return referred.label, referred.help
