"""The mark of what is invented: on one thing, and on what was added up."""

from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.texts import _

EXAMPLE_BADGE = f":gray-badge[{_('voorbeeld')}]"


def example_badge(row: Any) -> str:
    """Markdown that marks an example row, to put behind a text; empty for a real one or for none."""
    return f" {EXAMPLE_BADGE}" if row is not None and row.is_example else ""


def example_badge_of(rows: pd.DataFrame) -> str:
    """The same when there are examples among these rows."""
    return f" {EXAMPLE_BADGE}" if rows["is_example"].any() else ""


def counted_badge(are_counted: bool) -> str:
    """Markdown that marks a count to which examples belong; empty where they don't."""
    return f" :gray-badge[{_('voorbeelden meegeteld')}]" if are_counted else ""


def show_examples_count() -> None:
    """That invented figures are counted too."""
    st.markdown(f"{EXAMPLE_BADGE} {_('Hierbij zijn voorbeelden meegeteld.')}")
