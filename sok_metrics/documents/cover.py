"""The words of the project book that stand outside the sections: cover, titles, footer and marks."""

from collections.abc import Sequence
from typing import Any

from sok_metrics.documents.content import ProjectBook
from sok_metrics.documents.printed import EXAMPLE, Printed
from sok_metrics.texts import _
from sok_metrics.texts.formats import day, day_and_time, is_present, shortened
from sok_metrics.texts.projects import lack_word, projects_sentence
from sok_metrics.texts.statuses import choice_word
from sok_metrics.views.project import ProjectContent, count_projects

_MOST_IN_FOOTER = 60
"""Characters of the name: beside it the moment and the number of the page fit on one line."""


def cover_title(book: ProjectBook) -> str:
    """The name of the document."""
    return _("Werkboek: {agreement}").format(agreement=book.agreement.name)


def cover_facts(book: ProjectBook) -> list[str]:
    """What a reader must know first: where, of which moment, which choice, and whether examples are in it."""
    facts = [
        _("De klapper met alle projecten van {place}").format(place=_place(book)),
        _("Cijfers van {moment}").format(moment=moment_words(book)),
    ]
    if book.filter_description:
        facts[0] = _("Een deel van de klapper van {place}").format(place=_place(book))
        facts.append(_("Gekozen: {choice}").format(choice=book.filter_description))
    if book.has_examples:
        facts.append(_("Waar '{example}' staat, is het verzonnen. De rest is echt.").format(example=EXAMPLE))
    return facts


def _place(book: ProjectBook) -> str:
    agreement = book.agreement
    return (
        f"{agreement.neighbourhood}, {agreement.municipality}"
        if agreement.municipality
        else agreement.neighbourhood
    )


def moment_words(document: Printed) -> str:
    """Of when the figures are: to the minute for those of now."""
    return day_and_time(document.moment) if document.as_of is None else day(document.as_of)


def book_sentence(projects: Sequence[ProjectContent]) -> str:
    """How these projects are doing."""
    counts = count_projects(projects)
    return projects_sentence(counts.by_status, incomplete=counts.incomplete, late=counts.late)


def sheet_facts(project: Any) -> str:
    """What stands under the title of one project: status, series and code."""
    parts = [choice_word("project", "status", project.status).capitalize(), project.code]
    if is_present(project.series_year):
        parts.insert(1, _("reeks {year}").format(year=int(project.series_year)))
    return " · ".join(parts)


def lacks_sentence(content: ProjectContent) -> str:
    """What the project misses; empty when nothing."""
    if not content.lacks:
        return ""
    return _("Ontbreekt nog: {lacks}").format(lacks=", ".join(lack_word(lack) for lack in content.lacks))


def footer_text(document: Printed) -> str:
    """What stands under every page beside its number."""
    return f"{shortened(document.agreement.name, _MOST_IN_FOOTER)} · {moment_words(document)}"


def marked(text: str, is_example: bool) -> str:
    """The text, with the mark of an invented example where it is one."""
    return f"{text} [{EXAMPLE}]" if is_example else text
