"""Which data are kept, why, how long, and who sees them: for every table of the store."""

from dataclasses import replace

from sok_metrics.nouns import TABLES
from sok_metrics.nouns.kept import KINDS, KindOfData
from sok_metrics.texts import _


def kinds_of_data(threshold: int) -> tuple[KindOfData, ...]:
    """Every kind of data in the store, what is about people first; `threshold` is that for small counts."""
    kinds = dict.fromkeys((*KINDS, *(table.kept for table in TABLES)))
    return tuple(_in_words(kind, threshold) for kind in sorted(kinds, key=lambda kind: not kind.is_personal))


def _in_words(kind: KindOfData, threshold: int) -> KindOfData:
    tables = (*kind.tables, *(table.name for table in TABLES if table.kept is kind))
    return replace(
        kind,
        title=_(kind.title),
        what=_(kind.what),
        purpose=_(kind.purpose),
        ground=_(kind.ground),
        how_long=_(kind.how_long),
        seen_by=_(kind.seen_by).format(threshold=threshold),
        tables=tables,
    )
