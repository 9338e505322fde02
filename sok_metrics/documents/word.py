"""The project book as a Word file: real headings and lists, so that it can be read aloud and edited."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from sok_metrics.documents.content import ProjectBook
from sok_metrics.documents.cover import (
    EXAMPLE,
    book_sentence,
    cover_facts,
    cover_title,
    footer_text,
    lacks_sentence,
    sheet_facts,
)
from sok_metrics.documents.lettering import printable, printable_name
from sok_metrics.documents.sections import Line, Section, sections_of
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present
from sok_metrics.views.project import ProjectContent

FONT = "Arial"
"""A plain font that every office program has or has an equal of."""
_QUIET = RGBColor(0x4B, 0x55, 0x63)
_HEADING = RGBColor(0x00, 0x3B, 0x8E)
_HEADING_SIZES = {"Title": 28, "Heading 1": 22, "Heading 2": 13}


def project_book_docx(book: ProjectBook) -> bytes:
    """The project book as a .docx file on A4: a cover, then each project on a page of its own."""
    document = Document()
    _set_styles(document)
    _set_page(document, book)
    _set_properties(document, book)
    _add_cover(document, book)
    for content in book.projects:
        _add_project(document, content)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_styles(document: DocxDocument) -> None:
    styles: Any = document.styles  # its types know no fonts of a style
    normal = styles["Normal"]
    _set_font(normal, 11)
    normal.paragraph_format.space_after = Pt(3)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(name), "nl-NL")
    normal.element.get_or_add_rPr().append(language)
    for name, size in _HEADING_SIZES.items():
        _set_font(styles[name], size)
        styles[name].font.color.rgb = _HEADING
        styles[name].paragraph_format.keep_with_next = True
    styles["Heading 1"].paragraph_format.page_break_before = True
    styles["Heading 1"].paragraph_format.space_before = Pt(0)
    styles["Heading 2"].paragraph_format.space_before = Pt(10)


def _set_font(style: Any, size: int) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):  # the fonts of the template's theme would win
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)


def _set_page(document: DocxDocument, book: ProjectBook) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_quiet(footer, f"{footer_text(book)} · " + _("bladzijde") + " ")
    _add_page_number(footer)
    footer.style.font.size = Pt(9)


def _add_page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _set_properties(document: DocxDocument, book: ProjectBook) -> None:
    properties = document.core_properties
    properties.title = printable_name(cover_title(book))[:255]
    properties.subject = printable_name(footer_text(book))[:255]
    properties.author = _("SOK-monitor")
    properties.comments = ""
    properties.language = "nl-NL"
    properties.created = properties.modified = book.generated_at.replace(microsecond=0)
    properties.keywords = _("met verzonnen voorbeelden") if book.has_examples else ""


def _add_cover(document: DocxDocument, book: ProjectBook) -> None:
    document.add_paragraph(printable_name(cover_title(book)), style="Title")
    for fact in cover_facts(book):
        document.add_paragraph(printable(fact))
    document.add_paragraph(style="Normal").add_run(book_sentence(book.projects)).bold = True
    if not book.projects:
        return
    document.add_paragraph(_("In deze klapper"), style="Heading 2")
    for content in book.projects:
        project = content.project
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(printable_name(project.title)).bold = True
        _add_quiet(paragraph, f" – {sheet_facts(project)}")
        _mark_example(paragraph, bool(project.is_example))


def _add_project(document: DocxDocument, content: ProjectContent) -> None:
    project = content.project
    document.add_paragraph(printable_name(project.title), style="Heading 1")
    facts = document.add_paragraph()
    _add_quiet(facts, sheet_facts(project))
    _mark_example(facts, bool(project.is_example))
    if is_present(project.summary):
        document.add_paragraph(printable(project.summary))
    if lacks := lacks_sentence(content):
        document.add_paragraph().add_run(lacks).bold = True
    for section in sections_of(content):
        _add_section(document, section)


def _add_section(document: DocxDocument, section: Section) -> None:
    document.add_paragraph(section.heading, style="Heading 2")
    if not section.lines:
        _add_quiet(document.add_paragraph(), section.empty)
    for line in section.lines:
        _add_line(document.add_paragraph(style="List Bullet"), line)


def _add_line(paragraph: Paragraph, line: Line) -> None:
    paragraph.add_run(printable(line.text))
    if line.detail:
        _add_quiet(paragraph, f" – {line.detail}")
    _mark_example(paragraph, line.is_example)


def _mark_example(paragraph: Paragraph, is_example: bool) -> None:
    if is_example:
        _add_quiet(paragraph, f" [{EXAMPLE}]")


def _add_quiet(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(printable(text))
    run.font.color.rgb = _QUIET
