"""The button that fetches a file: a plain link to our own route, which asks again who somebody is."""

from collections.abc import Mapping, Sequence

import streamlit as st

from sok_metrics.tasks.files.asked import DAY, FILES_PATH
from sok_metrics.tasks.files.catalogue import FILES
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.account import own_address

Choice = Mapping[str, str | Sequence[str]]


def show_file(label: str, name: str, choice: Choice | None = None, *, icon: str = "download") -> None:
    """A button for the file of this name (in `tasks.files`), of the view that is shown and of this choice."""
    given = {key: value for key, value in (choice or {}).items() if value}
    view = session.view_parameters() if DAY in FILES[name].listens_to else {}
    address = own_address(f"{FILES_PATH}/{name}", {**given, **view})
    st.link_button(label, address, icon=f":material/{icon}:")
