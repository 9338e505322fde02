"""Which changes only undid another one."""

from sok_metrics.store.reader import Reader


def list_undoings(reader: Reader) -> frozenset[int]:
    """The numbers of the change sets that undid another: what they put away, nobody threw out by hand."""
    # one row per change set that undoes another
    rows = reader.rows("SELECT number FROM change_set WHERE undoes IS NOT NULL")
    return frozenset(int(row["number"]) for row in rows)
