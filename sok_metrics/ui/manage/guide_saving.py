"""Saving a step of the guide."""

from collections.abc import Callable

import streamlit as st

from sok_metrics.errors import SokError, StaleRecordError, UnsureError
from sok_metrics.ui.parts.escaping import plain


def saved(
    save: Callable[[], object], what_stands_now: Callable[[StaleRecordError], str] | None = None
) -> bool:
    """Save; False when that could not be, with the reason and with what somebody else saved meanwhile.

    Raises UnsureError: only the form knows how it asks.
    """
    try:
        save()
    except UnsureError:
        raise
    except StaleRecordError as stale:
        stands = what_stands_now(stale) if what_stands_now else ""
        st.error(plain(f"{stale.sentence} {stands}".strip()), icon=":material/edit:")
        return False
    except SokError as error:
        st.error(plain(error.sentence), icon=":material/edit:")
        return False
    return True
