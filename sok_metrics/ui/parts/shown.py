"""Which version of a thing somebody looks at: a button changes what stood there, not what came since."""

import streamlit as st

_SHOWN, _FILLED = "shown_versions", "filled_versions"


def version_shown(name: str, now: int) -> int:
    """The version that the page showed when it was last drawn; it shows `now` from this look on.

    Ask it once a look. What somebody else changed meanwhile is thus refused once, and shown by then.
    """
    versions: dict[str, int] = st.session_state.setdefault(_SHOWN, {})
    before = versions.get(name, now)
    versions[name] = now
    return before


def version_of_field(key: str, now: int) -> int:
    """The version that stood there when the field with this key was filled, as it is at each first look."""
    versions: dict[str, int] = st.session_state.setdefault(_FILLED, {})
    if key not in st.session_state or key not in versions:
        versions[key] = now
    return versions[key]


def show_newer(key: str) -> None:
    """What stands there now was told: the next that is saved from this field goes over it."""
    st.session_state.setdefault(_FILLED, {}).pop(key, None)
