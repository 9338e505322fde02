"""Visiting pages without a browser: a deep link on a fresh session, and all the words that it shows."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from sok_metrics.ui.parts.navigation import ENTRIES
from tests.browser.serving import ROOT

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+!|~$:.\-=&])")
_DIRECTIVE = re.compile(r"(?<!\\):(?:material/\w+:|small|[a-z]+-(?:badge|background))")
_READABLE = {"text", "hovertext", "name", "ticktext"}


def open_address(address: str) -> AppTest:
    """The page at an address such as "waarden?code=W2", as the very first request of a visitor."""
    parts = urlsplit(address)
    [entry] = [one for one in ENTRIES if one.url == (parts.path or "overzicht")]
    visit = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60)
    # switch_page() only knows the addresses after a first run, and a deep link has none before it.
    visit._page_hash = calc_hash(entry.url)
    for name, values in parse_qs(parts.query, keep_blank_values=True).items():
        visit.query_params[name] = values[0]
    return visit.run()


def headline(visit: AppTest) -> str:
    """The one title of the page, as people read it."""
    [title] = visit.title
    return as_read(title.value)


def words(visit: AppTest) -> str:
    """Every text on the page, one a line, as people read it: in tables, charts and closed parts too."""
    return "\n".join(as_read(text) for text in texts(visit))


def texts(visit: AppTest) -> list[str]:
    """Every text on the page as Streamlit gets it."""
    return [text for element in elements(visit.main) for text in _texts_of(element) if text]


def elements(block: Any) -> Iterator[Any]:
    """Every element of the page in reading order, blocks before what is in them."""
    yield block
    for child in getattr(block, "children", {}).values():
        yield from elements(child)


def as_read(markdown: str) -> str:
    """Markdown as people read it: without the signs that only give it its looks."""
    shown = _DIRECTIVE.sub("", re.sub(r"(?<!\\)\*\*", "", markdown))
    return _ESCAPED.sub(r"\1", shown).replace("\u2060", "")


def _texts_of(element: Any) -> Iterator[str]:
    if hasattr(element, "children"):
        yield str(getattr(element.proto, "label", "") or "") if element.proto is not None else ""
        return
    if element.type == "plotly_chart":
        yield from _strings(json.loads(element.proto.spec))
        yield element.proto.alt
        return
    for name in ("label", "placeholder", "help"):
        text = getattr(element, name, "")
        yield text if isinstance(text, str) else ""
    yield from (str(option) for option in getattr(element, "options", []))
    value = getattr(element, "value", None)
    if isinstance(value, pd.DataFrame):
        yield from map(str, value.columns)
        yield from (str(cell) for column in value for cell in value[column])
    elif isinstance(value, str):
        yield value


def _strings(node: Any) -> Iterator[str]:
    """What people can read of a chart: not the colours, dashes and dates that only plotly reads."""
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in parts:
        if key in _READABLE:
            yield from [part] if isinstance(part, str) else [str(one) for one in part or [] if one]
        else:
            yield from _strings(part)
