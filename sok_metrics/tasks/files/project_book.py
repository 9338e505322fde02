"""Putting the project book (klapper) together, for its page and as a file to print."""

import re
from datetime import date
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import pandas as pd

from sok_metrics import clock
from sok_metrics.documents.content import OVER, Lack, ProjectBook, ProjectContent
from sok_metrics.errors import SokError
from sok_metrics.model import View
from sok_metrics.progress import judge_milestones
from sok_metrics.store import Reader, Store
from sok_metrics.store.queries import meetings, projects
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.store.queries.indicators import list_indicator_projects
from sok_metrics.store.queries.progress import Progress, read_progress
from sok_metrics.tasks.files.beside import beside
from sok_metrics.tasks.files.export import no_agreement
from sok_metrics.tasks.files.project_choice import ProjectChoice
from sok_metrics.texts import _
from sok_metrics.worklist import incomplete_projects, judge_actions, judge_decisions

_CODE = re.compile(r"(\D*)([0-9]*)(.*)", re.DOTALL)


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
    return beside(_WRITERS[book_format], book)


def _word(book: ProjectBook) -> bytes:
    # Only here, as in _pdf: a page without a document should not pay for loading these libraries.
    from sok_metrics.documents.word import project_book_docx

    return project_book_docx(book)


def _pdf(book: ProjectBook) -> bytes:
    from sok_metrics.documents.pdf import project_book_pdf

    return project_book_pdf(book)


_WRITERS = {BookFormat.WORD: _word, BookFormat.PDF: _pdf}


def read_projects(reader: Reader, progress: Progress, today: date) -> list[ProjectContent]:
    """Everything about each project, in the order of their codes."""
    listed = projects.list_projects(reader)
    followed = list_indicator_projects(reader)
    lacks = _lacks(listed, followed)
    parts = {
        "milestones": _Parts(judge_milestones(projects.list_milestones(reader), today)),
        "indicators": _Parts(followed.merge(progress.main_series(), on="indicator_code")),
        "cards": _Parts(followed.merge(progress.card_questions, on="indicator_code")),
        "commitments": _Parts(_served(projects.list_project_links(reader), progress.commitments)),
        "parties": _Parts(projects.list_project_parties(reader)),
        "funds": _Parts(projects.list_project_funds(reader)),
        "actions": _Parts(judge_actions(meetings.list_actions(reader), today)),
        "decisions": _Parts(judge_decisions(meetings.list_decisions(reader), today)),
        "remarks": _Parts(meetings.list_remarks(reader)),
    }
    return [
        ProjectContent(
            project=_as_plain(row),
            lacks=lacks.get(str(row.code), ()),
            **{name: part.of(str(row.code)) for name, part in parts.items()},
        )
        for row in sorted(listed.itertuples(), key=_code_order)
    ]


def _as_plain(row: Any) -> SimpleNamespace:
    """The same row in a form that can go to another process: pandas makes a class for each named tuple."""
    return SimpleNamespace(**row._asdict())


class _Parts:
    """Rows that belong to projects, split once for all of them."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self._none = rows.iloc[:0]
        self._by_project = dict(iter(rows.groupby("project_code", sort=False)))

    def of(self, code: str) -> pd.DataFrame:
        return self._by_project.get(code, self._none)


def _served(links: pd.DataFrame, commitments: pd.DataFrame) -> pd.DataFrame:
    """The commitments of each project in the order of the agreement: values, goals, rules."""
    kinds = {kind: place for place, kind in enumerate(commitments["kind"].unique())}
    rows = commitments.assign(place=commitments["kind"].map(kinds)).sort_values(["place", "position"])
    return rows.merge(links, left_on="code", right_on="commitment_code")


def _lacks(listed: pd.DataFrame, followed: pd.DataFrame) -> dict[str, tuple[Lack, ...]]:
    """What each project misses that is not over."""
    incomplete = incomplete_projects(listed)
    without = {
        Lack.PLAN: set(incomplete[incomplete["lacks_plan"]]["code"]),
        Lack.CONTACT: set(incomplete[incomplete["lacks_contact"]]["code"]),
        Lack.INDICATOR: set(listed[~listed["status"].isin(OVER)]["code"]) - set(followed["project_code"]),
    }
    return {
        str(code): tuple(lack for lack, codes in without.items() if code in codes) for code in listed["code"]
    }


def _code_order(row: Any) -> tuple[str, int, str]:
    """P2 comes before P10."""
    letters, digits, rest = _CODE.match(row.code).groups()  # type: ignore[union-attr]  # matches every text
    return letters, int(digits or 0), rest
