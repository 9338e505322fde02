"""The partner workbook as Excel, openpyxl and pandas see it."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import range_boundaries

from sok_metrics.nouns.model import Status
from sok_metrics.texts.statuses import status_word
from sok_metrics.views.progress.trends import MAX_POINTS
from sok_metrics.workbook.file import streaming, tables
from sok_metrics.workbook.file.formats import STATUS_LOOKS
from sok_metrics.workbook.file.streaming import MAX_TEXT, safe_text
from sok_metrics.workbook.partner import chart_sheets, reading_guide
from sok_metrics.workbook.partner.charts import HEIGHT, MAX_CHARTS
from sok_metrics.workbook.partner.content import PartnerContent
from sok_metrics.workbook.partner.write import write_partner_workbook
from tests.partner_content import (
    empty_content,
    many_measurements,
    measurement,
    partner_content,
    sample_measurements,
    series,
)

SHEETS = [
    "Leeswijzer", "Waarden", "Doelen", "Afspraken", "Indicatoren", "Grafieken", "Metingen", "Projecten",
    "Bijeenkomsten", "Besluiten", "Acties", "Energiebegroting", "Toekenningen", "Betalingen",
    "Grafiekgegevens",
]  # fmt: skip
WITHOUT_TABLE = {"Leeswijzer", "Grafieken"}
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DANGEROUS = ['=HYPERLINK("http://x.nl";"klik")', "+1", "@x", "-2", "=1+1", "=cmd|' /C calc'!A0"]


@pytest.fixture(scope="module")
def file() -> bytes:
    return write_partner_workbook(partner_content())


@pytest.fixture(scope="module")
def book(file: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(file))


@pytest.fixture(scope="module")
def empty_file() -> bytes:
    return write_partner_workbook(empty_content())


def read(file: bytes, sheet: str) -> pd.DataFrame:
    return pd.read_excel(io.BytesIO(file), sheet_name=sheet)


def parts(file: bytes, pattern: str) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {
            n: ElementTree.fromstring(archive.read(n)) for n in archive.namelist() if re.fullmatch(pattern, n)
        }


def test_every_sheet_stands_in_its_place(book: Any) -> None:
    assert book.sheetnames == SHEETS


def test_every_sheet_but_two_holds_one_table_that_fits_its_header_and_rows(book: Any) -> None:
    for sheet in book:
        if sheet.title in WITHOUT_TABLE:
            assert not sheet.tables
            continue
        (table,) = sheet.tables.values()
        left, top, right, bottom = range_boundaries(table.ref)
        assert (left, top, right, bottom) == (1, 1, sheet.max_column, sheet.max_row)
        header = [cell.value for cell in sheet[1]]
        assert [column.name for column in table.tableColumns] == header
        assert len({name.casefold() for name in header}) == len(header)
        assert table.autoFilter.ref == table.ref
        assert table.tableStyleInfo.showRowStripes


def test_table_names_are_valid_and_unique(book: Any) -> None:
    names = [table.displayName for sheet in book for table in sheet.tables.values()]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) for name in names)
    assert not any(re.fullmatch(r"[A-Za-z]{1,3}\d+", name) for name in names)


def test_sheet_names_are_valid(book: Any) -> None:
    assert all(len(name) <= 31 and not set(name) & set(r"[]:*?/\'") for name in book.sheetnames)


def test_pandas_reads_the_measurements_back(file: bytes) -> None:
    sheet = read(file, "Metingen")
    assert len(sheet) == len(sample_measurements())
    assert sheet["Waarde"].dtype == "float64"
    assert sheet["Tot en met"].dtype.kind == "M"
    assert sheet["Waarde"].iloc[:4].tolist() == [900, 970, 1030, 990]
    assert sheet["Tot en met"].iloc[0] == pd.Timestamp("2014-12-31")
    assert sheet["Vastgelegd op"].iloc[0] == pd.Timestamp("2026-11-22 06:30"), "on the clock in Amsterdam"


def test_dates_and_numbers_have_invariant_formats(book: Any) -> None:
    head = [cell.value for cell in book["Indicatoren"][1]]
    place = head.index("Reekscode")
    rows = {row[place].value: row for row in book["Indicatoren"].iter_rows(min_row=2)}
    gas, hardship = rows["ECO-01-BO"], rows["INC-03-BO"]
    assert gas[head.index("Streefdatum")].value == datetime(2028, 12, 31)
    assert gas[head.index("Streefdatum")].number_format == "dd-mm-yyyy"
    assert gas[head.index("Streefwaarde")].number_format == "#,##0"
    assert hardship[head.index("Laatste meting")].value == 29.5
    assert hardship[head.index("Laatste meting")].number_format == '#,##0.0"%"'
    assert hardship[head.index("Tempo")].number_format == "0%"


def test_amounts_are_numbers_with_cents(book: Any, file: bytes) -> None:
    fund = read(file, "Energiebegroting").iloc[0]
    assert (fund["Toegezegd"], fund["Toegekend"], fund["Betaald"]) == (50000.0, 31250.5, 20100.1)
    assert (fund["Gereserveerd"], fund["Vrij"], fund["Vervallen"]) == (5000.0, 13749.5, 0.0)
    assert book["Energiebegroting"]["E2"].number_format == '"€ "#,##0.00'


def test_not_measured_is_an_empty_cell_and_never_zero(file: bytes) -> None:
    row = read(file, "Indicatoren").set_index("Code").loc["WON-01"]
    assert row["Status"] == "niet gemeten"
    assert row.isna()["Laatste meting"]
    assert row.isna()["Datum laatste meting"]


def test_every_example_row_says_so(file: bytes, book: Any) -> None:
    for sheet in set(SHEETS) - WITHOUT_TABLE:
        assert set(read(file, sheet)["Herkomst"]) <= {"echt", "voorbeeld"}
    measured = read(file, "Metingen").set_index("Code")["Herkomst"]
    assert set(measured["SCH-02"]) == {"voorbeeld"}
    assert set(measured["ECO-01"]) == {"echt"}
    assert "voorbeeld" in book["Leeswijzer"]["A2"].value


def without_examples() -> PartnerContent:
    full = partner_content()
    real: dict[str, Any] = {
        name: value[~value["is_example"]]
        for name, value in vars(full).items()
        if isinstance(value, pd.DataFrame) and "is_example" in value
    }
    return replace(full, **(real | {"with_examples": False, "cards": full.cards.iloc[:0]}))


def footer_of(book: openpyxl.Workbook) -> str:
    """What stands below each page of the figures."""
    below = book["Metingen"].oddFooter
    assert below is not None
    assert below.left is not None
    assert isinstance(below.left.text, str)
    return below.left.text


def test_a_workbook_without_examples_says_so_and_holds_none() -> None:
    file = write_partner_workbook(without_examples())
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert "alleen echte gegevens" in book["Leeswijzer"]["A2"].value
    assert set(read(file, "Metingen")["Herkomst"]) == {"echt"}
    assert "voorbeeld" not in footer_of(book)


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_runs_as_a_formula(text: str) -> None:
    content = partner_content(
        series=[series("X-0001", text, unit=text, definition=text, source=text, series_label=text)],
        measured=[measurement("X-0001", year, year, note=text, story=text) for year in (2023, 2024)],
        filter_description=text,
    )
    content = replace(content, agreement=replace(content.agreement, name=text, summary=text))
    content = replace(content, actions=content.actions.assign(text=text))
    file = write_partner_workbook(content)
    assert not [
        cell
        for root in parts(file, r"xl/worksheets/sheet\d+\.xml").values()
        for cell in root.iter(MAIN + "f")
    ]
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert (book["Indicatoren"]["B2"].value, book["Indicatoren"]["B2"].data_type) == (text, "s")
    assert book["Leeswijzer"]["A1"].value == text


def test_nothing_links_to_outside(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        relations = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".rels")]
        assert not any("externalLink" in name for name in archive.namelist())
    assert not any("External" in text for text in relations)


def test_each_link_of_the_guide_lies_on_its_own_line(book: Any) -> None:
    linked = {cell.value: cell.hyperlink.location for cell in book["Leeswijzer"]["A"] if cell.hyperlink}
    assert linked == {title: f"'{title}'!A1" for title in SHEETS[1:-1]}, "Excel follows none to a hidden one"


def test_openpyxl_writes_the_same_without_our_shortcut(file: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(workbook: Any, title: str) -> Any:
        sheet: Any = streaming.add_sheet(workbook, title)
        del sheet._values_to_row
        return sheet

    for module in (tables, reading_guide, chart_sheets):
        monkeypatch.setattr(module, "add_sheet", without)
    slower = write_partner_workbook(partner_content())
    with zipfile.ZipFile(io.BytesIO(file)) as ours, zipfile.ZipFile(io.BytesIO(slower)) as plain:
        assert ours.namelist() == plain.namelist()
        differ = [name for name in ours.namelist() if ours.read(name) != plain.read(name)]
    assert set(differ) <= {"docProps/core.xml"}, "it has the moment of writing"


def test_text_keeps_to_what_a_cell_can_hold() -> None:
    assert safe_text("a\x00b\x0bc\ud800d\r\ne\rf") == "abcd\ne\nf"
    long = safe_text("x" * 40_000)
    assert len(long) == MAX_TEXT
    assert long.endswith("… (ingekort)")
    smileys = safe_text("😀" * 20_000)
    assert len(smileys.encode("utf-16-le")) // 2 <= MAX_TEXT
    story = [measurement("VER-01", 2025, None, story="é\x07" + "y" * 50_000)]
    file = write_partner_workbook(partner_content(measured=story))
    assert len(read(file, "Metingen")["Verhaal"].iloc[0]) == MAX_TEXT


def test_status_colours_are_conditional_formats_for_every_status(book: Any) -> None:
    rules = [rule for found in book["Indicatoren"].conditional_formatting for rule in found.rules]
    formulas = {rule.formula[0] for rule in rules}
    assert {f'"{status_word(status)}"' for status in Status} <= formulas
    achieved = next(rule for rule in rules if rule.formula == ['"doel gehaald"'])
    assert achieved.dxf.fill.bgColor.rgb == "FF003B8E"
    assert achieved.dxf.numFmt.formatCode == '"✔ "@'


def test_words_on_status_colours_have_enough_contrast() -> None:
    for status, look in STATUS_LOOKS.items():
        assert contrast(look.fill, look.text) >= 4.5, status


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (2, 4, 6)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_headers_stay_on_screen_and_on_every_page(book: Any) -> None:
    for title in set(SHEETS) - WITHOUT_TABLE:
        sheet = book[title]
        assert sheet.freeze_panes.endswith("2")
        assert sheet.print_title_rows == "$1:$1"


def test_every_sheet_prints_on_a4_with_page_numbers_on_its_side_where_it_is_wide(book: Any) -> None:
    upright = {sheet.title for sheet in book if sheet.page_setup.orientation == "portrait"}
    assert upright == {"Leeswijzer", "Betalingen"}
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0 or sheet.title == "Grafieken"
        assert "&P" in sheet.oddFooter.right.text
        assert "cijfers van 22 november 2026" in sheet.oddFooter.left.text
        assert "met verzonnen voorbeelden" in sheet.oddFooter.left.text


def test_what_is_handed_out_fits_across_one_page_and_says_what_is_invented(book: Any) -> None:
    for title in set(SHEETS) - WITHOUT_TABLE - {"Grafiekgegevens"}:
        sheet = book[title]
        _left, _top, right, bottom = range_boundaries(sheet.print_area.rsplit("!")[-1])
        assert bottom == sheet.max_row
        assert sheet.page_setup.fitToWidth == 1
        printed = [cell.value for cell in sheet[1][:right]]
        assert printed[-1] == "Herkomst"
        assert not {"Telefoon", "E-mail", "Reekscode"} & set(printed), "these are for who works in Excel"


def test_what_the_charts_draw_is_hidden_and_still_drawn(book: Any, file: bytes) -> None:
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["Grafiekgegevens"]
    for chart in chart_parts(file):
        assert [part.get("val") for part in chart.iter(CHART + "plotVisOnly")] == ["0"]


@pytest.mark.parametrize(
    ("unit", "kind", "values", "code"),
    [
        ("%", "percentage", (66.667, 100.0), '#,##0.0"%"'),
        ("%", "percentage", (29.0, 100.0), '#,##0"%"'),
        ("% van de bewoners", "number", (0.125, 0.5), '#,##0.0"%"'),
        ("punten", "index", (66.667, 100.0), "#,##0.00"),
        ("punten", "index", (0.125, 0.5), "#,##0.000"),
        ("euro per jaar", "euro", (95.5, 200.0), '"€ "#,##0.00'),
        ("euro per jaar", "euro", (95.0, 1200.0), '"€ "#,##0'),
    ],
)
def test_no_figure_reads_as_thousands_and_its_sign_stands_beside_it(
    unit: str, kind: str, values: tuple[float, float], code: str
) -> None:
    measured = [measurement("X-01", year, value) for year, value in zip((2023, 2024), values, strict=True)]
    content = partner_content(series=[series("X-01", "Iets", unit=unit, kind=kind)], measured=measured)
    file = write_partner_workbook(content)
    sheet = openpyxl.load_workbook(io.BytesIO(file))["Metingen"]
    place = [cell.value for cell in sheet[1]].index("Waarde")
    assert [row[place].number_format for row in sheet.iter_rows(min_row=2)] == [code, code]
    assert tuple(read(file, "Metingen")["Waarde"]) == values, "what stands there is not rounded"


def test_columns_are_as_wide_as_their_content_up_to_a_limit(book: Any) -> None:
    for title in set(SHEETS) - WITHOUT_TABLE:
        sheet = book[title]
        for column in sheet.iter_cols():
            width = sheet.column_dimensions[column[0].column_letter].width
            assert 8 <= width <= 64
            for cell in column[1:]:
                if isinstance(cell.value, str) and len(cell.value) > width:
                    assert cell.alignment.wrap_text, cell


def test_properties_tell_agreement_and_moment(book: Any) -> None:
    assert book.properties.title == "Samenwerkingsovereenkomst BoTu"
    assert "22 november 2026" in book.properties.subject
    assert book.properties.created == datetime(2026, 11, 22, 5, 30)
    assert {prop.name: prop.value for prop in book.custom_doc_props.props}["Cijfers van"] == datetime(
        2026, 11, 22, 5, 30
    )


def test_a_workbook_of_an_earlier_moment_tells_that_moment() -> None:
    file = write_partner_workbook(partner_content(as_of=datetime(2024, 6, 1, 18, 0)))
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert "1 juni 2024, 20:00" in footer_of(book)
    assert any("1 juni 2024" in str(row[1].value) for row in book["Leeswijzer"].iter_rows(max_col=2))


def chart_parts(file: bytes) -> list[ElementTree.Element]:
    return list(parts(file, r"xl/charts/chart\d+\.xml").values())


def test_each_main_series_with_two_measurements_has_a_chart_with_its_target(file: bytes) -> None:
    charts = chart_parts(file)
    assert len(charts) == 5
    gas = ElementTree.tostring(charts[0], encoding="unicode")
    assert "Gasverbruik per woning" in gas
    assert "Streefwaarde 600" in gas
    assert "'Grafiekgegevens'!$E$2:$E$6" in gas, "four measurements and the target date"
    rows = read(file, "Grafiekgegevens")
    assert rows["Gemeten"].iloc[:4].tolist() == [900, 970, 1030, 990]
    assert pd.isna(rows["Gemeten"].iloc[4]), "the target date holds no measurement"
    assert rows["Datum"].iloc[4] == pd.Timestamp(date(2028, 12, 31))


def test_charts_hold_their_figures_for_who_only_looks_at_the_file(file: bytes) -> None:
    for chart in chart_parts(file):
        for reference in chart.iter(CHART + "numRef"):
            cache = reference.find(CHART + "numCache")
            assert cache is not None
            assert len(cache.findall(CHART + "pt")) > 0
    gas = chart_parts(file)[0]
    figures = [part.text for part in gas.findall(f".//{CHART}val//{CHART}v")]
    assert [float(text or "") for text in figures[:4]] == [900, 970, 1030, 990]


def test_labels_have_a_format_of_their_own(file: bytes) -> None:
    for chart in chart_parts(file):
        formats = chart.findall(f".//{CHART}dLbl/{CHART}numFmt")
        assert formats
        assert {part.get("sourceLinked") for part in formats} == {"0"}


@pytest.mark.parametrize("name", ["Gas", "Het aandeel van de bewoners dat moeilijk kan rondkomen " * 3])
def test_the_plot_begins_below_the_last_line_of_the_title(name: str) -> None:
    content = partner_content(
        series=[series("X-01", name.strip())], measured=[measurement("X-01", y, 9) for y in (2023, 2024)]
    )
    [chart] = chart_parts(write_partner_workbook(content))
    lines = chart.findall(f"{CHART}chart/{CHART}title//{DRAWING}p")
    plot = chart.find(f".//{CHART}plotArea/{CHART}layout/{CHART}manualLayout")
    assert plot is not None
    top, height = (float(part.get("val", "")) for name in "yh" for part in plot.findall(CHART + name))
    assert top * HEIGHT > 0.45 * len(lines), "centimetres"
    assert height > 0.25


def test_the_number_of_charts_has_a_limit_that_the_sheet_tells() -> None:
    file = write_partner_workbook(many_measurements(300, series_count=60))
    assert len(chart_parts(file)) == MAX_CHARTS
    sentence = openpyxl.load_workbook(io.BytesIO(file))["Grafieken"]["A1"].value
    assert sentence == (
        f"Hier staan {MAX_CHARTS} van de 60 grafieken die er te maken zijn: de eerste van de lijst."
    )


def test_the_area_that_needs_attention_has_a_chart_beside_that_of_all() -> None:
    target = {"target_value": 60, "target_date": date(2030, 12, 31)}
    areas = [
        series("X-0001", "Gas", series_label="de wijk", **target),
        series("X-0001-BO", "Gas", series_label="Bospolder", role="other", **target),
        series("X-0001-TU", "Gas", series_label="Tussendijken", role="other", **target),
    ]
    paces = {"X-0001": (100, 80), "X-0001-BO": (100, 70), "X-0001-TU": (100, 120)}
    measured = [
        measurement(code, year, value)
        for code, values in paces.items()
        for year, value in zip((2023, 2024), values, strict=True)
    ]
    file = write_partner_workbook(partner_content(series=areas, measured=measured))
    assert read(file, "Grafiekgegevens")["Reeks"].unique().tolist() == ["de wijk", "Tussendijken"]
    assert len(chart_parts(file)) == 2
    [first], [second], *_ = openpyxl.load_workbook(io.BytesIO(file))["Grafieken"]["A1:A3"]
    assert first.value == "1 grafiek: een voor elke indicator met twee of meer metingen."
    assert second.value == "Van 1 indicator ziet u ook het gebied dat de meeste aandacht nodig heeft."


@pytest.mark.parametrize(
    ("high", "labels"),
    [(20, ["Tussen 18 en 20"]), (60, ["Laagste waarde 18", "Hoogste waarde 60"])],
)
def test_the_words_of_a_narrow_range_do_not_lie_on_each_other(high: float, labels: list[str]) -> None:
    warm = series("X-01", "Graden", direction="range", range_low=18, range_high=high, unit="graden")
    content = partner_content(series=[warm], measured=[measurement("X-01", y, 17) for y in (2023, 2024)])
    [chart] = chart_parts(write_partner_workbook(content))
    named = [
        "".join(part.text or "" for part in line.findall(f"{CHART}tx//{CHART}v"))
        for line in chart.findall(f".//{CHART}ser")
        if line.find(f".//{CHART}dLbl/{CHART}showSerName[@val='1']") is not None
    ]
    assert named == labels


def test_the_title_of_a_chart_has_its_small_figures() -> None:
    years = [measurement("X-01", year, 9) for year in (2023, 2024)]
    content = partner_content(series=[series("X-01", "Bespaarde CO2")], measured=years)
    [chart] = chart_parts(write_partner_workbook(content))
    words = "".join(part.text or "" for part in chart.findall(f".//{CHART}title//{DRAWING}t"))
    assert "Bespaarde CO₂" in words


def test_a_long_series_is_drawn_from_its_latest_measurements() -> None:
    file = write_partner_workbook(many_measurements(500, series_count=2))
    rows = read(file, "Grafiekgegevens").query("Code == 'I00000'")
    assert rows["Gemeten"].count() == MAX_POINTS
    assert rows["Datum"].iloc[-2] == read(file, "Metingen")["Tot en met"].max()


def test_an_empty_agreement_gives_sentences_instead_of_tables(empty_file: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(empty_file))
    assert book.sheetnames == SHEETS[:-1]
    assert not any(sheet.tables for sheet in book)
    assert book["Metingen"]["A1"].value == "Er zijn nog geen metingen."
    assert all(sheet["A1"].value for sheet in book)


@pytest.mark.parametrize(
    "name", ["measurements", "projects", "links", "cards", "by_commitment", "commitments"]
)
def test_one_empty_table_leaves_a_valid_workbook(name: str) -> None:
    full = partner_content()
    file = write_partner_workbook(replace(full, **{name: getattr(full, name).iloc[:0]}))
    assert_sound(file)


def test_amounts_may_be_missing() -> None:
    full = partner_content()
    allocations = full.allocations.assign(paid=pd.Series([None], dtype="object"))
    assert pd.isna(
        read(write_partner_workbook(replace(full, allocations=allocations)), "Toekenningen")["Betaald"]
    ).all()
    assert isinstance(full.funds["promised"].iloc[0], Decimal)


@pytest.mark.parametrize("which", ["file", "empty_file"])
def test_nothing_makes_excel_repair_the_file(which: str, request: pytest.FixtureRequest) -> None:
    assert_sound(request.getfixturevalue(which))


def assert_sound(file: bytes) -> None:
    """What Excel refuses: undeclared parts, broken relations, tables that do not fit, doubled names."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names)
        assert archive.testzip() is None
    assert_parts_declared(file, names)
    tables = parts(file, r"xl/tables/table\d+\.xml")
    for table in tables.values():
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(table.get("ref", "")))
        columns = table.find(MAIN + "tableColumns")
        assert columns is not None
        assert int(columns.get("count", "0")) == len(columns) == right - left + 1
        assert [int(column.get("id", "0")) for column in columns] == list(range(1, len(columns) + 1))
        assert bottom > top
    assert len({table.get("id") for table in tables.values()}) == len(tables)
    assert len({str(table.get("displayName")).casefold() for table in tables.values()}) == len(tables)
    for sheet in parts(file, r"xl/worksheets/sheet\d+\.xml").values():
        assert_sheet_sound(sheet)
    assert_names_sound(file)


def assert_parts_declared(file: bytes, names: list[str]) -> None:
    types = parts(file, r"\[Content_Types\]\.xml")["[Content_Types].xml"]
    overrides = [str(entry.get("PartName"))[1:] for entry in types if entry.tag.endswith("Override")]
    defaults = {entry.get("Extension") for entry in types if entry.tag.endswith("Default")}
    assert len(set(overrides)) == len(overrides)
    assert set(overrides) <= set(names)
    assert all(name in overrides or name.rsplit(".", 1)[-1] in defaults for name in names)
    for name, root in parts(file, r".*\.rels").items():
        folder = name.replace("_rels/", "").rsplit("/", 1)[0] if "/" in name.replace("_rels/", "") else ""
        assert len({relation.get("Id") for relation in root}) == len(root)
        for relation in root:
            target = str(relation.get("Target"))
            path = target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            assert path in names, (name, target)


def assert_sheet_sound(sheet: ElementTree.Element) -> None:
    cells = [str(cell.get("r")) for cell in sheet.iter(MAIN + "c")]
    assert len(set(cells)) == len(cells)
    rows = [int(row.get("r", "0")) for row in sheet.iter(MAIN + "row")]
    assert rows == sorted(set(rows))
    assert all(cell.get("t") != "inlineStr" or len(cell) for cell in sheet.iter(MAIN + "c"))
    priorities = [rule.get("priority") for rule in sheet.iter(MAIN + "cfRule")]
    assert len(set(priorities)) == len(priorities)


def assert_names_sound(file: bytes) -> None:
    workbook = parts(file, r"xl/workbook\.xml")["xl/workbook.xml"]
    sheets = [sheet.get("name") for sheet in workbook.iter(MAIN + "sheet")]
    defined = [
        (name.get("name"), name.get("localSheetId"), name.text)
        for name in workbook.iter(MAIN + "definedName")
    ]
    assert len({entry[:2] for entry in defined}) == len(defined)
    for name, place, text in defined:
        assert name in {"_xlnm.Print_Titles", "_xlnm.Print_Area"}
        assert str(text).startswith(f"'{sheets[int(str(place))]}'!")


@pytest.mark.full
@pytest.mark.timeout(300)
def test_a_hundred_thousand_measurements_fit() -> None:
    file = write_partner_workbook(many_measurements(100_000))
    (table,) = [
        table
        for table in parts(file, r"xl/tables/table\d+\.xml").values()
        if table.get("displayName") == "Metingen"
    ]
    assert table.get("ref") == "A1:P100001"
