"""The fonts and colours that the plain pages beside Streamlit share."""

from functools import cache
from html import escape
from importlib import resources
from string import Template


@cache
def page_look(base: str) -> str:
    """The first lines of the style of a page on the server under `base`."""
    source = resources.files("sok_metrics.web").joinpath("assets", "page_look.css")
    return Template(source.read_text(encoding="utf-8")).substitute(base=escape(base))
