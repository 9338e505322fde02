"""Putting the project book (klapper) together, for its page and as a file to print."""

from datetime import date
from enum import StrEnum

from sok_metrics import clock
from sok_metrics.documents.content import ProjectBook
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import View
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.store.queries.project_book import read_projects
from sok_metrics.tasks.files.beside import beside
from sok_metrics.tasks.files.export import no_agreement
from sok_metrics.tasks.files.project_choice import ProjectChoice
from sok_metrics.texts import _


class BookFormat(StrEnum):
    """The kinds of file that the project book comes in, by their extension."""

    WORD = "docx"
    PDF = "pdf"


def no_project(choice: ProjectChoice) -> str:
    """That the choice leaves nothing to make a klapper of."""
    if choice.code:
        return _("Het project '{code}' staat niet in het werkboek.").format(code=choice.code[:40])
    return _("Geen enkel project past bij uw keuze. Haal een filter weg.")


def unknown_format() -> str:
    """That a file must be a Word file or a PDF."""
    return _("De klapper komt als Word-bestand of als PDF. Laat de naam eindigen op .docx of .pdf.")


def project_book(
    store: Store,
    view: View,
    today: date,
    book_format: BookFormat,
    choice: ProjectChoice | None = None,
) -> bytes:
    """The project book of what this view shows, judged on `today`, as a file.

    With a choice only those projects are in it, and the cover says so. Raises SokError when there is no
    agreement, or no project in the choice.
    """
    reader = store.reader(view)
    agreement = read_agreement(reader)
    if agreement is None:
        raise SokError(no_agreement(view))
    contents = read_projects(reader, read_progress(reader, today), today)
    choice = choice or ProjectChoice()
    chosen = tuple(one for one in contents if choice.fits(one))
    if choice.is_active and not chosen:
        raise SokError(no_project(choice))
    book = ProjectBook(
        agreement=agreement,
        generated_at=clock.now(),
        as_of=view.as_of,
        projects=chosen,
        filter_description=choice.describe(contents),
    )
    return beside(_written, book, book_format)


def _written(book: ProjectBook, book_format: BookFormat) -> bytes:
    # Only here: a page without a document should not pay for loading these libraries.
    if book_format is BookFormat.WORD:
        from sok_metrics.documents.word import project_book_docx

        return project_book_docx(book)
    from sok_metrics.documents.pdf import project_book_pdf

    return project_book_pdf(book)
