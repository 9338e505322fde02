"""The project book as people get it: a Word file and a PDF, opened again and read."""

import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from types import SimpleNamespace

import pytest
from docx import Document
from docx.shared import Mm
from pypdf import PdfReader

from sok_metrics import clock
from sok_metrics.documents.content import ProjectBook
from sok_metrics.documents.lettering import printable
from sok_metrics.documents.pdf import project_book_pdf
from sok_metrics.documents.word import project_book_docx
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Agreement, Origin, View
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.store.queries.project_book import read_projects
from sok_metrics.tasks.files.project_book import BookFormat, project_book
from sok_metrics.tasks.files.project_choice import ProjectChoice
from tests.store import rows

TODAY = date(2026, 11, 22)
FORMATS = tuple(BookFormat)
AGREEMENT = Agreement(
    name="Overeenkomst Proefwijk",
    neighbourhood="Proefwijk",
    municipality=None,
    summary=None,
    starts_on=None,
    ends_on=None,
    signed_on=None,
    privacy_threshold=10,
    origin=Origin.REAL,
)


def text_of(file, book_format):
    """All words of a document in reading order, on one line."""
    if book_format == BookFormat.WORD:
        parts = [paragraph.text for paragraph in Document(BytesIO(file)).paragraphs]
    else:
        parts = [page.extract_text() for page in PdfReader(BytesIO(file)).pages]
    return " ".join(" ".join(parts).split())


@pytest.fixture(scope="module")
def files(read_only_stores):
    store = read_only_stores("botu")
    return {one: project_book(store, View(), TODAY, one) for one in FORMATS}


@pytest.fixture(scope="module")
def contents(read_only_stores):
    reader = read_only_stores("botu").reader()
    return read_projects(reader, read_progress(reader, TODAY), TODAY)


def one_project_store(store, **cells):
    """A store with one project and its contact person, who consents to all."""
    rows.save(
        store,
        agreement=[{"code": "SOK", "name": "Overeenkomst", "neighbourhood": "Proefwijk"}],
        person=[rows.person("M1", role="aanspreekpunt", name="Naam Zichtbaar", phone="010-000 00 99")],
        project=[rows.project("P1", contact_person_code="M1", **cells)],
    )
    rows.save(store, consent=[rows.consent("M1", field) for field in ("name", "phone")])


@pytest.mark.parametrize("book_format", FORMATS)
def test_every_project_is_in_it_with_all_that_belongs_to_it(files, contents, book_format):
    text = text_of(files[book_format], book_format)
    for content in contents:
        assert printable(content.project.title) in text
    assert "CO2" not in text
    for part in (
        "Samenwerkingsovereenkomst Bospolder-Tussendijken",
        "Van de 10 projecten loopt er 1 en is er 1 afgerond.",
        "te laat: gepland op 30 jun 2026",
        "Samen – € 36.480,25 betaald van € 38.750,00",
        "contactpersoon P7, voorbeeld",
        "Bewonersinitiatieven – trekker",
        "D2 Betaalbare en betrouwbare energie",
        "Energiecoaches uit de wijk – van 0 naar 26 coaches",
        "“Het budgetcafé is te vroeg op de avond.”",
        "Ontbreekt nog: plan, contactpersoon",
    ):
        assert part in text


@pytest.mark.parametrize("book_format", FORMATS)
def test_each_project_stands_alone(files, contents, book_format):
    if book_format == BookFormat.WORD:
        document = Document(BytesIO(files[book_format]))
        titles = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
        assert document.styles["Heading 1"].paragraph_format.page_break_before
    else:
        reader = PdfReader(BytesIO(files[book_format]))
        places = [item for item in reader.outline if not isinstance(item, list)][1:]
        titles = [str(item.title) for item in places]
        assert len({reader.get_destination_page_number(item) for item in places}) == len(places)
    assert titles == [printable(content.project.title) for content in contents]


def test_p10_comes_after_p9(contents):
    assert [one.project.code for one in contents] == [f"P{number}" for number in range(1, 11)]


@pytest.mark.parametrize("book_format", FORMATS)
def test_every_example_is_marked_and_the_cover_says_so(files, book_format):
    text = text_of(files[book_format], book_format)
    assert "Waar 'voorbeeld' staat, is het verzonnen." in text
    assert "Budgetcafé open – gehaald op 17 jan 2023 [voorbeeld]" in text
    assert "Warmtespreekuur – Loopt · reeks 2023 · P7 [voorbeeld]" in text


@pytest.mark.parametrize("book_format", FORMATS)
def test_without_examples_nothing_invented_is_in_it(read_only_stores, book_format):
    file = project_book(read_only_stores("botu"), View(with_examples=False), TODAY, book_format)
    text = text_of(file, book_format)
    assert "voorbeeld" not in text
    assert "Warmtespreekuur" not in text
    assert "Sociaal incasseren" in text


@pytest.mark.parametrize("book_format", FORMATS)
def test_a_day_in_the_past_shows_what_was_known_then(read_only_stores, book_format):
    day = date(2024, 6, 1)
    view = View(as_of=datetime(2024, 6, 1, 21, 59, 59))
    text = text_of(project_book(read_only_stores("botu"), view, day, book_format), book_format)
    assert "Cijfers van 1 juni 2024" in text
    assert "Zon op het dak van de school" not in text
    assert "Tweede spreekuur per week" not in text


@pytest.mark.parametrize("book_format", FORMATS)
def test_a_choice_of_projects_is_named_on_the_cover(read_only_stores, book_format):
    choice = ProjectChoice(years=["2023"])
    file = project_book(read_only_stores("botu"), View(), TODAY, book_format, choice=choice)
    text = text_of(file, book_format)
    assert "Gekozen: reeks 2023" in text
    assert "Sociaal incasseren" not in text


@pytest.mark.parametrize("book_format", FORMATS)
def test_a_withdrawn_consent_hides_the_person_at_once_also_in_the_past(store, book_format):
    one_project_store(store)
    moment = clock.now()
    before = text_of(project_book(store, View(), TODAY, book_format), book_format)
    assert "Naam Zichtbaar" in before
    assert "010-000 00 99" in before
    rows.save(
        store, consent=[rows.consent("M1", field, withdrawn_on="2026-11-22") for field in ("name", "phone")]
    )
    for view in (View(), View(as_of=moment)):
        after = text_of(project_book(store, view, TODAY, book_format), book_format)
        assert "Naam Zichtbaar" not in after
        assert "010-000 00 99" not in after
        assert "aanspreekpunt" in after
        assert "daar is geen toestemming voor" in after


@pytest.mark.parametrize("book_format", FORMATS)
def test_very_long_texts_are_not_cut(store, book_format):
    one_project_store(store, plan="Dit is een plannenzin. " * 400, summary="w" * 3000)
    text = text_of(project_book(store, View(), TODAY, book_format), book_format)
    assert text.count("plannenzin") == 400
    assert text.replace(" ", "").count("w" * 50) >= 50


@pytest.mark.parametrize("book_format", FORMATS)
@pytest.mark.parametrize("title", ["<b>vet</b> & **ster**", "漢字 العربية 🙂", "regel\nregel", "a\x0bb\x00c"])
def test_any_text_of_people_makes_a_file_that_opens(contents, book_format, title):
    book = book_with(contents, title=title, summary=title, plan=title)
    file = (project_book_docx if book_format == BookFormat.WORD else project_book_pdf)(book)
    text = text_of(file, book_format)
    assert "Werkboek" in text
    if title.isascii() or book_format == BookFormat.WORD:
        assert " ".join(printable(title).split()) in text


@pytest.mark.parametrize("book_format", FORMATS)
def test_a_book_without_projects_says_so(book_format):
    book = ProjectBook(AGREEMENT, datetime(2026, 11, 22), None)
    file = (project_book_docx if book_format == BookFormat.WORD else project_book_pdf)(book)
    assert "Er staan nog geen projecten in het werkboek." in text_of(file, book_format)


def test_a_store_without_agreement_is_refused(store):
    with pytest.raises(SokError, match="nog geen overeenkomst"):
        project_book(store, View(), TODAY, BookFormat.PDF)


def test_the_word_file_knows_its_title_language_and_paper(files):
    document = Document(BytesIO(files[BookFormat.WORD]))
    assert document.core_properties.title == "Werkboek: Samenwerkingsovereenkomst Bospolder-Tussendijken"
    assert document.core_properties.language == "nl-NL"
    assert 'w:lang w:val="nl-NL"' in document.styles["Normal"].element.xml
    section = document.sections[0]
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    assert 'w:instr="PAGE"' in section.footer._element.xml


def inside(part, *names):
    """What a part of a PDF has under these names, one within the other."""
    for name in names:
        part = part[name]
    return part


def test_the_pdf_knows_its_title_language_and_paper_and_is_tagged(files):
    reader = PdfReader(BytesIO(files[BookFormat.PDF]))
    catalogue, metadata = reader.root_object, reader.metadata
    assert metadata is not None
    assert metadata.title == "Werkboek: Samenwerkingsovereenkomst Bospolder-Tussendijken"
    assert inside(catalogue, "/Lang") == "nl-NL"
    assert inside(catalogue, "/ViewerPreferences", "/DisplayDocTitle")
    assert inside(catalogue, "/MarkInfo", "/Marked")
    assert [round(float(size)) for size in reader.pages[0].mediabox[2:]] == [595, 842]
    [root] = inside(catalogue, "/StructTreeRoot", "/K")
    tags = [element.get_object()["/S"] for element in root.get_object()["/K"]]
    assert tags[0] == "/H1"
    assert tags.count("/H1") == 11
    assert {"/H2", "/P"} <= set(tags) <= {"/H1", "/H2", "/P"}


def test_all_text_of_the_pdf_is_tagged_or_left_out_of_reading_aloud(files):
    for page in PdfReader(BytesIO(files[BookFormat.PDF])).pages:
        marked = 0
        content = page.get_contents()
        assert content is not None
        for operands, operator in content.operations:
            marked += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            assert operator not in (b"Tj", b"TJ") or marked == 1, operands


def test_the_pdf_holds_our_own_font_and_every_page_its_number(files):
    reader = PdfReader(BytesIO(files[BookFormat.PDF]))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in inside(page, "/Resources", "/Font").values()
    }
    others = {name for name in fonts if "AtkinsonHyperlegibleNext" not in name}
    assert len(fonts) > len(others)
    assert all("NotoSans" in name for name in others), "for the small figure of CO₂, which ours does not have"
    for number, page in enumerate(reader.pages, start=1):
        assert f"bladzijde {number}" in page.extract_text()


NAMES = {
    "Turkish": "Gülşah İğdır",
    "Polish": "Łukasz Żółć",
    "Vietnamese": "Nguyễn Thị Hồng",
    "Vietnamese, taken apart": unicodedata.normalize("NFD", "Nguyễn Thị Hồng"),
    "Cyrillic": "Ольга Їжак",
    "Greek": "Γιώργος Παπαδόπουλος",
    "Armenian": "Հայկ",
    "Georgian": "გიორგი",
    "Tigrinya": "ሰላም ተስፋይ",
    "Tamil": "அன்பு",
    "Thai": "สมชาย",
    "Chinese": "王小明",
    "emoji": "Feest 🎉🏡❤",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_in_another_script_is_in_the_pdf(contents, name):
    assert unicodedata.normalize("NFC", name) in pdf_text_of(contents, name)


@pytest.mark.parametrize("name", ["محمد", "فاطمة", "דוד", "प्रिया"])
def test_a_name_whose_letters_join_or_run_from_the_right_has_all_its_letters(contents, name):
    text = pdf_text_of(contents, f"{name} (tel. 010-123 45 67)")
    assert set(name) <= set(text)
    assert "010-123 45 67" in text


def test_arabic_letters_are_joined(contents):
    reader = PdfReader(BytesIO(pdf_of(contents, "محمد")))
    [font] = [
        font.get_object()
        for font in inside(reader.pages[1], "/Resources", "/Font").values()
        if "NotoSansArabic" in font.get_object()["/BaseFont"]
    ]
    letters = re.findall(
        r"<([0-9A-F]{4})> <([0-9A-F]{4})>", font["/ToUnicode"].get_object().get_data().decode()
    )
    # The letter meem is there twice: as the first and in the middle, so two different glyphs.
    assert [code for _glyph, code in letters].count("0645") >= 2


def test_looks_of_an_emoji_are_left_out_and_the_emoji_stays(contents):
    text = pdf_text_of(contents, "👍🏽 ☀️ 👨‍👩‍👧")
    for sign in "👍☀👨👩👧":
        assert sign in text
    assert "[?]" not in text


def test_a_sign_that_cannot_be_printed_is_marked_and_the_last_page_says_so(contents):
    text = pdf_text_of(contents, "Wijk 𐎀 en 한")
    assert "Wijk [?] en [?]" in text
    assert "Waar [?] staat, hoort een teken dat wij niet kunnen afdrukken." in text
    assert "[?]" not in pdf_text_of(contents, "Gewoon")


def book_with(contents, **cells):
    project = SimpleNamespace(**{**vars(contents[0].project), **cells})
    return ProjectBook(AGREEMENT, datetime(2026, 11, 22), None, (replace(contents[0], project=project),))


def pdf_of(contents, title):
    return project_book_pdf(book_with(contents, title=title))


def pdf_text_of(contents, title):
    return text_of(pdf_of(contents, title), BookFormat.PDF)


@pytest.mark.parametrize("book_format", FORMATS)
def test_a_text_of_before_the_limits_is_cut_with_the_words_that_it_is(store, book_format):
    with rows.before_there_were_limits():
        one_project_store(store, title="Titel " * 7_000, plan="plan " * 8_000)
    text = text_of(project_book(store, View(), TODAY, book_format), book_format)
    assert "(deze tekst is te lang om af te drukken: 42.000 tekens)" in text
    assert "(deze tekst is te lang om af te drukken: 40.0" in text
    assert len(text) < 20_000
