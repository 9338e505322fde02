"""One value, goal or rule on one A4: one page, with the words and figures of its page."""

import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from sok_metrics.documents.content import OnePage
from sok_metrics.documents.one_page import one_page_pdf
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import View
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.store.queries.commitments import read_standing
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.tasks.files.one_page import one_page

TODAY = date(2026, 11, 22)


def text_of(file):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages).split())


@pytest.fixture(scope="module")
def botu(read_only_stores):
    return read_only_stores("botu")


@pytest.fixture(scope="module")
def d2(botu):
    return one_page(botu, View(), TODAY, "D2")


def test_a_unit_keeps_its_small_figure(botu):
    assert "ton CO₂ per jaar" in text_of(one_page(botu, View(), TODAY, "D3"))


def test_names_too_have_their_small_figures(botu):
    text = text_of(one_page(botu, View(), TODAY, "D3"))
    assert "Doel D3: Zoveel mogelijk CO₂ besparen" in text
    assert "Bespaarde CO₂" in text
    assert "CO2" not in text


def test_each_indicator_with_a_course_has_it_drawn_with_words_for_who_does_not_see_it(botu):
    reader = PdfReader(BytesIO(one_page(botu, View(), TODAY, "D2")))
    root: Any = reader.trailer["/Root"]
    figures = [part for part in parts_of(root["/StructTreeRoot"]) if "/Alt" in part]
    assert {part["/S"] for part in figures} == {"/Figure"}
    assert "Energiearmoede daalt, maar iets te langzaam" in [part["/Alt"] for part in figures]
    assert len(reader.pages[0].images) == 0, "lines, no pictures"
    drawn = reader.pages[0].get_contents()
    assert drawn is not None
    assert len(re.findall(rb" c\n", drawn.get_data())) > 4 * len(figures), "dots"
    text = text_of(one_page(botu, View(), TODAY, "D2"))
    assert "Verloop" in text
    assert "2021 2028" in text, "the first year and that of the target"


def parts_of(element):
    """The parts of a tagged document, all of them."""
    element = element.get_object()
    if not isinstance(element, dict):
        return
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from parts_of(kid)


def test_without_a_course_there_is_no_column_for_it(botu):
    reader = botu.reader()
    progress = read_progress(reader, TODAY)
    codes = list(progress.commitments["code"])
    code = next(one for one in codes if not read_standing(reader, progress, one).drawn)
    assert "Verloop" not in text_of(one_page(botu, View(), TODAY, code))


@pytest.mark.full
def test_every_commitment_fits_on_one_page(botu):
    for code in read_progress(botu.reader(), TODAY).commitments["code"]:
        assert len(PdfReader(BytesIO(one_page(botu, View(), TODAY, code))).pages) == 1, code


def test_it_is_an_a4_that_says_what_it_is_and_of_when(d2):
    [page] = PdfReader(BytesIO(d2)).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    told = PdfReader(BytesIO(d2)).metadata
    assert told is not None
    assert told.title == "Doel D2: Betaalbare en betrouwbare energie"
    text = text_of(d2)
    for part in (
        "Doel D2: Betaalbare en betrouwbare energie",
        "Samenwerkingsovereenkomst Bospolder-Tussendijken",
        "cijfers van",
        "Mensen aan tafel geven dit een 2 van 5; vorige keer een 4. [voorbeeld]",
        "De vraag op de kaart:",
        "Om over te praten De cijfers gaan goed, maar mensen aan tafel merken dat nog niet.",
        "Projecten die hieraan werken Sociaal incasseren (plan)",
        "Waar 'voorbeeld' staat, is het verzonnen.",
    ):
        assert part in text


def test_each_indicator_has_its_last_figure_target_status_and_source(d2):
    text = text_of(d2)
    assert "990 m³ per jaar, 2017 geen streefwaarde" in text
    assert "CBS Kerncijfers wijken en buurten 2017 (CC BY 4.0)" in text, "where the last figure comes from"
    assert "loopt iets achter, voorbeeld" in text


def test_what_the_view_leaves_out_is_not_on_it(botu):
    real = text_of(one_page(botu, View(with_examples=False), TODAY, "D2"))
    assert "voorbeeld" not in real.casefold()
    assert "990 m³ per jaar" in real
    earlier = text_of(one_page(botu, View(as_of=datetime(2026, 11, 1, 22, 0)), date(2026, 11, 1), "D2"))
    assert "cijfers van 1 november 2026" in earlier


def test_a_code_that_is_not_there_is_told(botu):
    with pytest.raises(SokError, match="De code 'X9' staat niet in deze overeenkomst"):
        one_page(botu, View(), TODAY, "X9")


def test_what_does_not_fit_is_counted(botu):
    reader = botu.reader()
    found = read_standing(reader, read_progress(reader, TODAY), "D2")
    long = "Een woord dat lang is en doorgaat " * 30
    rows = [row._replace(indicator_name=long) for row in found.drawn] * 20
    project = SimpleNamespace(title=long, status="plan", is_example=False)
    crowded = replace(found, drawn=rows, projects=[project] * 50)
    agreement = read_agreement(reader)
    assert agreement is not None
    file = one_page_pdf(OnePage(agreement, datetime(2026, 11, 22, 9), None, crowded, {}, {}))
    assert len(PdfReader(BytesIO(file)).pages) == 1
    assert f"En nog {len(rows) - 3} andere: zie het dashboard." in text_of(file)
