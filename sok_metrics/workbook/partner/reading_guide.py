"""The first sheet: what this file is, of which moment, what the statuses mean, and how to use the tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from sok_metrics.nouns.model import Status
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, day_and_time, number
from sok_metrics.texts.sentences import agreement_sentence, areas_note
from sok_metrics.texts.statuses import status_word
from sok_metrics.views.progress import count_statuses, count_with_areas
from sok_metrics.views.progress.commitments import leading_series
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.streaming import StreamedSheet, add_sheet, text_cell
from sok_metrics.workbook.file.tables import TableSheet, set_up_print
from sok_metrics.workbook.partner.content import PartnerContent

_MAX_SOURCES = 40
_LABEL_WIDTH, _TEXT_WIDTH = 32, 88  # an A4 that stands upright
_LINE = 15.5  # points


@dataclass(frozen=True)
class Line:
    """One line of the guide: a label, its text, and the sheet that the label links to."""

    label: str
    text: str = ""
    sheet: str | None = None
    look: formats.Look = formats.LABEL


def status_meanings() -> dict[Status, str]:
    """What each status means, in one plain sentence."""
    return {
        Status.ACHIEVED: _("De streefwaarde is gehaald."),
        Status.ON_TRACK: _("Het gaat snel genoeg om de streefwaarde op tijd te halen (tempo 95% of meer)."),
        Status.SLIGHTLY_BEHIND: _("Het gaat de goede kant op, maar iets te langzaam (tempo 60% tot 95%)."),
        Status.FAR_BEHIND: _("Het gaat de goede kant op, maar veel te langzaam (tempo 0% tot 60%)."),
        Status.MISSED: _("De streefdatum is voorbij en de streefwaarde is niet gehaald."),
        Status.WRONG_WAY: _("Het cijfer verandert de verkeerde kant op."),
        Status.RIGHT_WAY: _("Er is geen streefwaarde, maar het cijfer verandert de goede kant op."),
        Status.UNCHANGED: _("Er is geen streefwaarde en het cijfer verandert bijna niet."),
        Status.TOO_FEW: _(
            "Er zijn nog geen twee metingen om te vergelijken, of ze liggen te dicht bij elkaar."
        ),
        Status.NOT_MEASURED: _(
            "Er is nog geen enkele meting. Dat is iets anders dan nul: de cel blijft leeg."
        ),
        Status.NO_JUDGEMENT: _("Over dit cijfer valt geen oordeel te geven. De kolom Uitleg zegt waarom."),
    }


def example_sentence(content: PartnerContent) -> str:
    """Whether this file holds invented examples."""
    if content.has_examples:
        return _(
            "Let op: een deel is verzonnen. Elke regel met 'voorbeeld' in de kolom Herkomst is niet echt."
        )
    if content.with_examples:
        return _("In dit bestand staan geen verzonnen voorbeelden.")
    return _("In dit bestand staan alleen echte gegevens. De verzonnen voorbeelden zijn weggelaten.")


def write_reading_guide(
    workbook: Workbook, content: PartnerContent, tables: Sequence[TableSheet], charts: str, footer: str
) -> StreamedSheet:
    """Add the guide; `tables` are the sheets that follow, `charts` says what the sheet of charts shows."""
    sheet = add_sheet(workbook, _("Leeswijzer"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABEL_WIDTH, _TEXT_WIDTH
    sheet.sheet_view.showGridLines = False
    set_up_print(sheet, _("Leeswijzer"), footer, width=_LABEL_WIDTH + _TEXT_WIDTH)
    last_row = 0
    for line in _lines(content, tables, charts):
        last_row += 1
        sheet.row_dimensions[last_row].height = _height(line)
        _write_line(sheet, line, last_row)
    for rule in formats.status_rules():
        sheet.conditional_formatting.add(f"A1:A{last_row}", rule)
    return sheet


def _height(line: Line) -> float:
    """Room for the letters of the label, or for the lines of the text."""
    lines = sum(1 + len(part) // (_TEXT_WIDTH - 4) for part in line.text.split("\n"))
    letters = line.look.font.size if line.look.font and line.look.font.size else 11
    return max(_LINE * lines, 1.5 * letters)


def _write_line(sheet: StreamedSheet, line: Line, row: int) -> None:
    label = text_cell(sheet, formats.LINK if line.sheet else line.look, line.label) if line.label else None
    if label is not None and line.sheet:
        label.row = row  # a link keeps the place that its cell has when it gets it
        label.hyperlink = Hyperlink(ref=label.coordinate, location=f"'{line.sheet}'!A1", display=line.label)
    sheet.append([label, text_cell(sheet, formats.WRAPPED_TEXT, line.text) if line.text else None])


def _lines(content: PartnerContent, tables: Sequence[TableSheet], charts: str) -> Iterator[Line]:
    yield Line(content.agreement.name, look=formats.TITLE)
    yield Line(example_sentence(content), look=formats.LEAD)
    leading = leading_series(content.assessed)
    yield Line(agreement_sentence(count_statuses(leading)), look=formats.TEXT)
    if with_areas := count_with_areas(content.assessed):
        yield Line(areas_note(with_areas), look=formats.TEXT)
    yield from _section(_("Over dit bestand"), _about(content))
    yield from _section(_("Wat staat waar"), _contents(tables, charts))
    meanings = [Line(status_word(status), text) for status, text in status_meanings().items()]
    yield from _section(_("Wat een status betekent"), meanings)
    yield from _section(_("Zo leest u de tabellen"), _reading())
    yield from _section(_("Bronnen en voorwaarden"), _sources(content))


def _section(title: str, lines: Sequence[Line]) -> Iterator[Line]:
    yield Line("")
    yield Line(title, look=formats.SECTION)
    yield from lines


def _about(content: PartnerContent) -> list[Line]:
    agreement = content.agreement
    facts = {
        _("Wat is dit?"): _(
            "De afspraken uit de overeenkomst, en de cijfers die laten zien hoe het ermee gaat."
        ),
        _("Wijk"): ", ".join(filter(None, [agreement.neighbourhood, agreement.municipality])),
        _("De overeenkomst"): agreement.summary,
        _("Ondertekend op"): agreement.signed_on and day(agreement.signed_on),
        _("Loopt tot"): agreement.ends_on and day(agreement.ends_on),
        _("Cijfers van"): _moment_text(content),
        _("Gemaakt op"): day_and_time(content.generated_at),
        _("Selectie"): content.filter_description or _("Alles: er is niets weggelaten."),
    }
    return [Line(label, text) for label, text in facts.items() if text]


def _moment_text(content: PartnerContent) -> str:
    text = day_and_time(content.moment)
    return _("{moment}: wat toen bekend was").format(moment=text) if content.as_of else text


def _contents(tables: Sequence[TableSheet], charts: str) -> list[Line]:
    lines = []
    for table in tables:
        rows = ngettext("{count} regel", "{count} regels", table.row_count).format(
            count=number(table.row_count, 0)
        )
        text = f"{table.explanation} ({rows})" if table.row_count else table.when_empty
        if table.is_cut_off:
            text += " " + _("Let op: meer regels passen niet op een werkblad; de rest is weggelaten.")
        if table.is_hidden:
            # Excel follows no link to what is hidden.
            text += " " + _("Dit blad is verborgen: klik met rechts op een tabblad en kies Zichtbaar maken.")
        lines.append(Line(table.title, text, sheet=None if table.is_hidden else table.title))
        if table.title == _("Indicatoren"):
            lines.append(Line(_("Grafieken"), charts, sheet=_("Grafieken")))
    return lines


def _reading() -> list[Line]:
    """How to work with the tables, and what some words and empty cells in them mean."""
    words = {
        _("Filteren en sorteren"): _(
            "Klik op het pijltje naast een kop. Kies bijvoorbeeld bij Status alleen 'loopt ver achter'."
        ),
        _("Tempo"): _(
            "Wat er veranderd is, gedeeld door wat er nu veranderd had moeten zijn. 100% is op schema."
        ),
        _("Procenten"): _("Staat er 29%, dan is de cel 29 en niet 0,29. Denk daaraan als u ermee rekent."),
        _("Printen"): _(
            "Elk blad is zo breed als een A4, met de koppen op elke bladzijde. "
            "De kolommen rechts van Herkomst zijn om in Excel mee te werken en komen niet op papier."
        ),
        _("Lege cel"): _("Leeg betekent: niet gemeten of niet bekend. Leeg is nooit nul."),
        _("Verouderd"): _("Er is te lang niet gemeten: meer dan twee keer zo lang geleden als afgesproken."),
        _("Ervaren"): _(
            "Het middelste cijfer (1 tot 5) van de mensen aan tafel, de laatste keer. Los van de status."
        ),
        _("Tijden"): _("Datums en tijden zijn die van Nederland."),
    }
    return [Line(label, text) for label, text in words.items()]


def _sources(content: PartnerContent) -> list[Line]:
    """The sources of the figures in this file, and on what terms they may be used."""
    names = [*content.measurements["source"].dropna().unique(), *content.assessed["source"].dropna().unique()]
    names = [str(name) for name in dict.fromkeys(names) if name]
    lines = [Line(_("Overnemen"), _("Neemt u cijfers over? Noem dan de bron die erbij staat."))]
    terms = {
        "CBS": _("Cijfers van het CBS: met bronvermelding vrij te gebruiken (CC BY 4.0)."),
        "Wijkprofiel": _(
            'Schrijf bij cijfers uit het Wijkprofiel: "Cijfers: gemeente Rotterdam; OBI, Wijkprofiel".'
        ),
    }
    lines += [Line(word, text) for word, text in terms.items() if any(word in name for name in names)]
    lines += [Line(_("Bron") if place == 0 else "", name) for place, name in enumerate(names[:_MAX_SOURCES])]
    if len(names) > _MAX_SOURCES:
        more = _("en nog {count} bronnen; zie de kolom Bron in de tabellen")
        lines.append(Line("", more.format(count=len(names) - _MAX_SOURCES)))
    return lines
