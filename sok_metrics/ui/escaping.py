"""Text of users as plain words in Streamlit's markdown."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:])")


def plain(text: str) -> str:
    """The text with every sign escaped that markdown or Streamlit's directives would act on."""
    return _SPECIAL.sub(r"\\\1", text)
