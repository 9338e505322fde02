"""The exchange format: every table of an agreement described once, with Dutch sheets and headings.

The store's schema, the CSV folders under `data/` and the exchange workbook all follow this description.
"""

from sok_metrics.nouns.agreement import AGREEMENT_TABLES
from sok_metrics.nouns.columns import COMMON_COLUMNS, Column, ColumnType, Table
from sok_metrics.nouns.ideas import IDEA_TABLES
from sok_metrics.nouns.indicators import INDICATOR_TABLES
from sok_metrics.nouns.meetings import MEETING_TABLES
from sok_metrics.nouns.money import MONEY_TABLES
from sok_metrics.nouns.projects import PROJECT_TABLES
from sok_metrics.nouns.publications import PUBLICATION_TABLES

__all__ = ["COMMON_COLUMNS", "TABLES", "TABLES_BY_NAME", "Column", "ColumnType", "Table"]

TABLES: tuple[Table, ...] = (
    *AGREEMENT_TABLES,
    *PROJECT_TABLES,
    *INDICATOR_TABLES,
    *MEETING_TABLES,
    *MONEY_TABLES,
    *IDEA_TABLES,
    *PUBLICATION_TABLES,
)
"""Every table, each after the tables that it refers to."""

TABLES_BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
