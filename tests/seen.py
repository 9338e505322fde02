"""What a visitor really gets: the text of pages, charts, tables and files, and every number in it."""

import base64
import json
import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from tests.pages.visits import elements, words

_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])|\d+(?:[.,]\d+)?")
_BETWEEN_TAGS = re.compile(r">([^<>]+)<")
_TABLES = {"arrow_data_frame", "arrow_table", "dataframe", "table"}


def text_of_page(page: AppTest) -> str:
    """What people read on a page, and what goes to the browser: points of charts and addresses too."""
    sent = []
    for element in elements(page.main):
        if getattr(element, "type", "") == "plotly_chart":
            sent.append(json.dumps(_unpacked(json.loads(element.proto.spec))))
        elif getattr(element, "type", "") not in _TABLES and getattr(element, "proto", None) is not None:
            sent.append(str(element.proto))
    return "\n".join([words(page), *sent])


def text_of_file(made: bytes | Path) -> str:
    """All text in a PDF, a workbook, a document or a calendar."""
    content = made.read_bytes() if isinstance(made, Path) else made
    if content.startswith(b"BEGIN:VCALENDAR"):
        return content.decode()
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        texts = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    return "\n".join(word for text in texts for word in _BETWEEN_TAGS.findall(text))


@cache
def numbers_in(text: str) -> set[float]:
    """Every number, as people write it ("3.217") and as programs do ("3217.0")."""
    found = set()
    for written in _NUMBER.findall(text):
        for one in (written, written.replace(".", "").replace(",", "."), written.replace(",", ".")):
            try:
                found.add(round(float(one), 4))
            except ValueError:  # "3.217,5" is a number in one of the two ways only
                continue
    return found


def _unpacked(node: Any) -> Any:
    """The same with the arrays that plotly packs written out."""
    if isinstance(node, dict) and "bdata" in node:
        return np.frombuffer(base64.b64decode(node["bdata"]), np.dtype(node["dtype"])).tolist()
    if isinstance(node, dict):
        return {key: _unpacked(part) for key, part in node.items()}
    return [_unpacked(part) for part in node] if isinstance(node, list) else node
