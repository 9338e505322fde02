"""One value, goal or rule on one A4 to hand out: how it stands, its figures, and what to talk about."""

from collections.abc import Iterator, Sequence
from typing import Any

from sok_metrics.documents.content import OnePage
from sok_metrics.documents.course import Course
from sok_metrics.documents.cover import footer_text, marked, moment_words
from sok_metrics.documents.lettering import QUIET, printable
from sok_metrics.documents.printed import EXAMPLE
from sok_metrics.documents.sheets import Sheets
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.commitments import answer_sentence, card_sentence, gap_sentence
from sok_metrics.texts.findings import finding
from sok_metrics.texts.formats import (
    NOTHING,
    is_present,
    number,
    period_word,
    quantity,
    short_day,
    shown_figure,
)
from sok_metrics.texts.sentences import areas_note, counts_sentence, target_words
from sok_metrics.texts.statuses import choice_word, flag_words, status_word
from sok_metrics.views.rows import first_row, rows_of

_MARGIN = 14.0  # mm
_COURSE_WIDTH = 32.0  # mm
_WIDTHS = (42.0, 30.0, 30.0, 32.0, 48.0)  # mm: indicator, last figure, target, status, source
_BESIDE_COURSE = (38.0, 27.0, 26.0, 27.0, 32.0)
_FITS = ((10.0, 99), (9.0, 99), (8.0, 99), (8.0, 16), (8.0, 12), (8.0, 9), (8.0, 6), (7.0, 3))
"""Sizes of the text in points with how many lines a part may have, until all is on one page."""
_LONGEST = 130  # characters of a name or a source


def one_page_pdf(page: OnePage) -> bytes:
    """The sheet as a PDF file of one page; what does not fit is counted."""
    for size, most in _FITS:
        pdf = _drawn(page, size, most)
        if pdf.pages_count == 1:
            break
    return bytes(pdf.output())


def page_title(page: OnePage) -> str:
    """What the document is called: "Doel D2: Betaalbare energie"."""
    commitment = page.standing.commitment
    kind = choice_word("commitment", "kind", commitment.kind).capitalize()
    return f"{kind} {commitment.code}: {commitment.title}"


def _drawn(page: OnePage, size: float, most: int) -> Sheets:
    found = page.standing
    pdf = Sheets(page_title(page), footer_text(page), page, size=size, margin=_MARGIN)
    pdf.add_page()
    is_example = bool(found.commitment.is_example)
    pdf.heading(printable(marked(_cut(page_title(page)), is_example)), 0, 1.6 * size)
    answer = answer_sentence(found.counts, found.attention, first_row(found.answers))
    pdf.paragraph(printable(answer), size=1.25 * size, bold=True)
    pdf.paragraph(printable(_about(page)), colour=QUIET)
    _add_figures(pdf, page, most)
    _add(pdf, _("Ervaren"), [printable(line) for line in _experienced(page)])
    _add(pdf, _("Om over te praten"), _limited(list(_points(page)), most))
    _add(pdf, _("Projecten die hieraan werken"), _limited(list(_projects(page)), most))
    return pdf


def _about(page: OnePage) -> str:
    agreement = page.agreement
    place = ", ".join(filter(None, (agreement.neighbourhood, agreement.municipality)))
    text = _("{place} · cijfers van {moment}").format(place=place, moment=moment_words(page))
    if page.has_examples:
        text += ". " + _("Waar '{example}' staat, is het verzonnen. De rest is echt.").format(example=EXAMPLE)
    return text


def _add(pdf: Sheets, heading: str, lines: list[str]) -> None:
    if lines:
        pdf.ln(2)
        pdf.heading(heading, 1, 1.2 * pdf.text_size)
    for line in lines:
        pdf.item(line)


def _add_figures(pdf: Sheets, page: OnePage, most: int) -> None:
    found = page.standing
    rows = [*found.drawn, *found.unmeasured]
    pdf.ln(2)
    pdf.heading(_("Gemeten"), 1, 1.2 * pdf.text_size)
    if not rows:
        pdf.paragraph(_("Hier horen nog geen cijfers bij. Spreek samen af wat u wilt meten."))
        return
    pdf.paragraph(counts_sentence(found.counts))
    if found.with_areas:
        pdf.paragraph(areas_note(found.with_areas), colour=QUIET)
    headings = [_("Indicator"), _("Laatste cijfer"), _("Afgesproken"), _("Hoe gaat het"), _("Bron")]
    pdf.row(*_with_course(headings, _("Verloop"), page), is_heading=True)
    for row in rows[:most]:
        cells = [printable(_cut(cell).replace("€ ", "€\N{NO-BREAK SPACE}")) for cell in _cells(row, page)]
        pdf.row(*_with_course(cells, _course(row, page), page))
    if page.courses:
        note = _("De stippellijn is wat is afgesproken. Een lijn begint niet bij nul: kijk naar het cijfer.")
        pdf.paragraph(note, colour=QUIET)
    if len(rows) > most:
        pdf.paragraph(_more(len(rows) - most))


def _with_course(
    cells: list[str], course: str | Course, page: OnePage
) -> tuple[list[str | Course], Sequence[float]]:
    """The cells with the course behind the name, and their widths; without it where nothing has a course."""
    if not page.courses:
        return [*cells], _WIDTHS
    (name, *others), (first, *widths) = cells, _BESIDE_COURSE
    return [name, course, *others], [first, _COURSE_WIDTH, *widths]


def _course(row: Any, page: OnePage) -> str | Course:
    chart = page.courses.get(row.series_code)
    return Course(chart, printable(finding(row)), bool(row.is_example)) if chart else ""


def _cells(row: Any, page: OnePage) -> tuple[str, ...]:
    label = f" ({row.series_label})" if is_present(row.series_label) else ""
    latest = shown_figure(row, "latest_value", "latest_hidden")
    words = quantity(latest, row.unit, row.kind)
    if is_present(row.latest_date):
        words = f"{words}, {period_word(row.latest_date)}"
    return (
        f"{row.indicator_name}{label}",
        words,
        target_words(row, page.target_names.get(row.series_code)) or NOTHING,
        ", ".join([status_word(row.status), *flag_words(row)]),
        page.sources.get(row.series_code) or (row.source if is_present(row.source) else NOTHING),
    )


def _experienced(page: OnePage) -> Iterator[str]:
    """What people at the table gave the card, and what was asked."""
    found = page.standing
    if found.card is None:
        return
    latest = first_row(found.answers)
    if latest is None:
        yield card_sentence(None, None, is_hidden=found.hides_answers)
    else:
        sentence = card_sentence(latest.median, latest.previous_median)
        yield marked(_cut(sentence), bool(latest.is_example))
        scores = [f"{short_day(row.held_on)}: {number(row.median)}" for row in rows_of(found.answers)]
        yield _("Per bijeenkomst: {scores}").format(scores=" · ".join(scores))
    if is_present(found.card.question):
        yield _("De vraag op de kaart: {question}").format(question=_cut(found.card.question))


def _points(page: OnePage) -> Iterator[str]:
    """What asks for a talk: the gap, what does not go well, and what nobody measured yet."""
    found = page.standing
    latest = first_row(found.answers)
    if latest is not None and (gap := gap_sentence(found.counts, latest.median)):
        yield gap
    for row in found.to_discuss:
        yield printable(marked(finding(row), bool(row.is_example)))
    for row in found.unmeasured:
        yield printable(_("Nog te meten: {name}").format(name=_cut(row.indicator_name)))


def _projects(page: OnePage) -> Iterator[str]:
    for row in page.standing.projects:
        words = f"{_cut(row.title)} ({choice_word('project', 'status', row.status)})"
        yield printable(marked(words, bool(row.is_example)))


def _limited(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[:most], _more(len(lines) - most)]


def _more(count: int) -> str:
    return ngettext("En nog {n}: zie het dashboard.", "En nog {n} andere: zie het dashboard.", count).format(
        n=count
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
