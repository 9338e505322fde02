"""The only room that knows SQL and a database driver."""

from sok_metrics.store.connection import Store, close_stores, open_store, open_stores
from sok_metrics.store.making import new_store
from sok_metrics.store.reader import Reader, WholeReader

__all__ = ["Reader", "Store", "WholeReader", "close_stores", "new_store", "open_store", "open_stores"]
