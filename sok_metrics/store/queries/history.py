"""Who changed what, and when: the change sets and their lines, for who may change things."""

from datetime import datetime

from sok_metrics.store.reader import Reader


def last_change_moment(reader: Reader) -> datetime | None:
    """When the newest change was made (naive UTC); None in a store without any."""
    [row] = reader.rows("SELECT max(made_at) AS made_at FROM change_set")
    moment: datetime | None = row["made_at"]
    return moment
