"""The only room that knows SQL and a database driver."""

from sok_metrics.store.connection import Store, new_store, open_store
from sok_metrics.store.reader import Reader

__all__ = ["Reader", "Store", "new_store", "open_store"]
