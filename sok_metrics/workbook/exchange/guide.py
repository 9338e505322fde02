"""The first sheet of the exchange workbook: what each sheet and each column is for."""

from collections.abc import Iterator, Sequence

from openpyxl.workbook import Workbook

from sok_metrics.nouns import COMMON_COLUMNS, TABLES_BY_NAME, Column, ColumnType, Table
from sok_metrics.texts import _, number
from sok_metrics.texts.fields import field_help
from sok_metrics.workbook.exchange.read import GUIDE_SHEET
from sok_metrics.workbook.file import formats
from sok_metrics.workbook.file.streaming import add_sheet, height_of, text_cell
from sok_metrics.workbook.file.tables import set_up_print

_WIDTHS = (32, 34, 12, 58, 70)

Row = tuple[formats.Look, tuple[str, ...]]


def write_guide(workbook: Workbook, tables: Sequence[tuple[Table, int]], neighbourhood: str | None) -> None:
    """Add the sheet; `tables` are the sheets that follow, each with its number of rows."""
    sheet = add_sheet(workbook, GUIDE_SHEET)
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    set_up_print(sheet, GUIDE_SHEET, "")
    for line, (look, texts) in enumerate(_rows(tables, neighbourhood), 1):
        if look is formats.WRAPPED_TEXT:
            heights = [height_of(text, width) for text, width in zip(texts, _WIDTHS, strict=True)]
            sheet.row_dimensions[line].height = max(heights)
        sheet.append([text_cell(sheet, look, text) for text in texts])


def _rows(tables: Sequence[tuple[Table, int]], neighbourhood: str | None) -> Iterator[Row]:
    title = _("Alle gegevens van {neighbourhood}").format(neighbourhood=neighbourhood or _("de overeenkomst"))
    yield formats.TITLE, (title,)
    for sentence in _how_to():
        yield formats.TEXT, (sentence,)
    yield formats.TEXT, ()
    yield formats.HEADER, (_("Blad"), _("Aantal regels"), "", _("Waarvoor"))
    for table, count in tables:
        yield formats.TEXT, (table.sheet, number(count), "", _purposes()[table.name])
    yield formats.TEXT, ()
    yield formats.HEADER, (_("Blad"), _("Kolom"), _("Verplicht"), _("Wat vult u in"), _("Uitleg"))
    for table, _count in tables:
        for column in table.columns:
            yield formats.WRAPPED_TEXT, _column(table.sheet, table.name, column)
    for column in COMMON_COLUMNS:
        yield formats.WRAPPED_TEXT, _column(_("elk blad"), tables[0][0].name if tables else "party", column)


def _how_to() -> list[str]:
    return [
        _("Vul de bladen in, sla het bestand op en lees het in op de pagina 'Excel erin en eruit'."),
        _("U ziet eerst wat er nieuw is, wat er verandert en wat er fout is. Daarna pas slaat u op."),
        _("Laat de koppen op de eerste regel staan. Bladen en kolommen die u niet gebruikt, mag u weghalen."),
        _("Een regel die u weghaalt, blijft in de SOK-monitor bestaan. Zo raakt er niets kwijt."),
        _("Een cel die u leegmaakt, wordt ook in de SOK-monitor leeg."),
        _("Tijdstippen staan in wereldtijd (UTC). In Nederland is het een of twee uur later."),
        _("Staat er 'voorbeeld' in de kolom herkomst, dan is die regel verzonnen."),
    ]


def _column(sheet: str, table: str, column: Column) -> tuple[str, ...]:
    needed = _("ja") if column.required and column.default is None else ""
    return sheet, column.heading, needed, _what(column), field_help(table, column.name)


def _what(column: Column) -> str:
    """What may stand in a column, and what an empty cell means."""
    if column.choices is not None:
        what = _("een van: {words}").format(words=", ".join(column.choices))
    elif column.refers_to is not None:
        target = TABLES_BY_NAME[column.refers_to]
        what = _("{heading} van het blad '{sheet}'").format(
            heading=target.column(target.key[0]).heading, sheet=target.sheet
        )
    else:
        what = {
            ColumnType.TEXT: _("tekst"),
            ColumnType.INTEGER: _("heel getal"),
            ColumnType.NUMBER: _("getal, zoals 12,5"),
            ColumnType.MONEY: _("bedrag in euro, zoals 1250,50"),
            ColumnType.DATE: _("datum, zoals 31-3-2026"),
            ColumnType.MOMENT: _("datum en tijd in UTC, zoals 2026-03-31 20:30:00"),
            ColumnType.YES_NO: _("ja of nee"),
        }[column.type]
    words = {code: word for word, code in (column.choices or {"ja": "true", "nee": "false"}).items()}
    if not column.default:
        return what
    return _("{what}; leeg betekent: {default}").format(
        what=what, default=words.get(column.default, column.default)
    )


def _purposes() -> dict[str, str]:
    """What each sheet is for."""
    return {
        "agreement": _("De overeenkomst zelf: naam, wijk en looptijd. Dit blad heeft één regel."),
        "agreement_version": _("De versies van de overeenkomst. Bij elke bijstelling komt er een bij."),
        "commitment": _("De codes van alle waarden, doelen en afspraken."),
        "commitment_text": _("De teksten van de waarden, doelen en afspraken, per versie."),
        "rule_parameter": _("De getallen in de afspraken, zoals drie bijeenkomsten per jaar."),
        "area": _("De gebieden waar cijfers over gaan: uw buurten, en gebieden om mee te vergelijken."),
        "party": _("De partijen die meedoen."),
        "person": _("De mensen: contactpersonen en ondertekenaars."),
        "consent": _("Wie toestemming gaf om welk gegeven te laten zien."),
        "signature": _("De handtekeningen onder de overeenkomst."),
        "process_group_member": _("De leden van de procesgroep."),
        "project": _("De projecten uit het werkboek."),
        "project_commitment": _("Welk project werkt aan welke waarde of welk doel."),
        "project_party": _("Welke partij meedoet aan welk project."),
        "milestone": _("De mijlpalen van de projecten."),
        "indicator": _("De indicatoren: wat we meten en hoe."),
        "rubric_level": _("De niveaus van indicatoren die geen getal hebben, zoals 'goed'."),
        "indicator_commitment": _("Welke indicator hoort bij welke waarde of welk doel."),
        "indicator_project": _("Welke indicator hoort bij welk project."),
        "series": _("De reeksen van een indicator, elk met een nulmeting en een streefwaarde."),
        "interim_target": _("De streefwaarden onderweg."),
        "measurement": _("De metingen: één regel per reeks en periode."),
        "meeting": _("De bijeenkomsten."),
        "attendance": _("Hoeveel mensen er waren, per groep."),
        "agenda_item": _("De agenda van elke bijeenkomst."),
        "card_answer": _("De antwoorden op de kaarten, geteld per groep en score."),
        "remark": _("Wat er gezegd is tijdens de bijeenkomsten."),
        "decision": _("De besluiten."),
        "action": _("De acties: wie doet wat, en voor wanneer."),
        "spotlight": _("Wie of wat er in het zonnetje is gezet."),
        "fund": _("Waar het geld van de energiebegroting vandaan komt."),
        "fund_instalment": _("In welke delen dat geld binnenkomt."),
        "proposal": _("De voorstellen voor de energiebegroting."),
        "allocation": _("De toekenningen: welk voorstel geld krijgt."),
        "allocation_fund": _("Uit welke bron het geld van een toekenning komt."),
        "payment": _("De betalingen."),
        "carry_over": _("Geld dat meegaat naar een volgend jaar."),
        "idea": _("De ideeën uit de ideeënbus."),
        "publication": _("Wat de partijen eerst mogen nalezen, voordat iedereen het ziet."),
        "publication_remark": _("Wat de partijen daarvan vonden."),
    }
