"""The project book as a Word file: real headings and lists, so that it can be read aloud and edited."""

from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument

from sok_metrics.documents.content import ProjectBook
from sok_metrics.documents.cover import (
    book_sentence,
    cover_facts,
    cover_title,
    footer_text,
    lacks_sentence,
    sheet_facts,
)
from sok_metrics.documents.lettering import printable, printable_name
from sok_metrics.documents.sections import Section, sections_of
from sok_metrics.documents.word_style import (
    add_line,
    add_quiet,
    mark_example,
    set_page,
    set_properties,
    set_styles,
)
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present
from sok_metrics.views.project import ProjectContent


def project_book_docx(book: ProjectBook) -> bytes:
    """The project book as a .docx file on A4: a cover, then each project on a page of its own."""
    document = Document()
    set_styles(document)
    set_page(document, footer_text(book))
    set_properties(document, book, cover_title(book), footer_text(book))
    _add_cover(document, book)
    for content in book.projects:
        _add_project(document, content)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


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
        add_quiet(paragraph, f" – {sheet_facts(project)}")
        mark_example(paragraph, bool(project.is_example))


def _add_project(document: DocxDocument, content: ProjectContent) -> None:
    project = content.project
    document.add_paragraph(printable_name(project.title), style="Heading 1")
    facts = document.add_paragraph()
    add_quiet(facts, sheet_facts(project))
    mark_example(facts, bool(project.is_example))
    if is_present(project.summary):
        document.add_paragraph(printable(project.summary))
    if lacks := lacks_sentence(content):
        document.add_paragraph().add_run(lacks).bold = True
    for section in sections_of(content):
        _add_section(document, section)


def _add_section(document: DocxDocument, section: Section) -> None:
    document.add_paragraph(section.heading, style="Heading 2")
    if not section.lines:
        add_quiet(document.add_paragraph(), section.empty)
    for line in section.lines:
        add_line(document.add_paragraph(style="List Bullet"), line)
