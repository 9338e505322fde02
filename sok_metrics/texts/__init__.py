"""Every text that people read: Dutch is the source language, so without a catalogue the Dutch text stands.

Numbers and dates go through Babel (`formats`); a sentence is imported from the module that it stands in.
"""

import gettext
import os
from pathlib import Path

LOCALE_FOLDER = Path(__file__).parent.parent / "locale"
LANGUAGE = os.environ.get("SOK_LANGUAGE", "nl")

_catalogue = gettext.translation("sok_metrics", LOCALE_FOLDER, languages=[LANGUAGE], fallback=True)


def _(text: str) -> str:
    """The text in the language of this installation."""
    return _catalogue.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The text for one or for many, in the language of this installation."""
    return _catalogue.ngettext(one, many, count)
