"""Everything that one row ever was, for who may change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store.queries.records import Values
from sok_metrics.store.reader import WholeReader


@dataclass(frozen=True)
class Version:
    """What one row was for some time."""

    version: int
    values: Values
    made_at: datetime
    made_by: str
    reason: str
    change_set: int


def list_versions(reader: WholeReader, table: str, key: Sequence[str]) -> list[Version]:
    """Everything that one row ever was, newest first; the first is what it is now."""
    description = TABLES_BY_NAME[table]
    names = [column.name for column in description.all_columns]
    texts = ", ".join(f"CAST(past.{name} AS TEXT) AS {name}" for name in names)
    same_key = " AND ".join(f"CAST(past.{name} AS TEXT) = $key_{name}" for name in description.key)
    found = reader.rows(
        f"""
        SELECT {texts}, past.version AS row_version, made.number AS made_number, made.made_at AS made_at,
               made.made_by AS made_by, made.reason AS made_reason
        FROM {description.name}_history AS past JOIN change_set AS made ON made.number = past.change_set
        WHERE {same_key} ORDER BY past.version DESC
        """,
        {f"key_{name}": value for name, value in zip(description.key, key, strict=True)},
    )
    return [
        Version(
            version=int(row["row_version"]),
            values={name: row[name] for name in names},
            made_at=row["made_at"],
            made_by=row["made_by"],
            reason=row["made_reason"],
            change_set=int(row["made_number"]),
        )
        for row in found
    ]
