"""The exchange workbook in a real office program: opened and saved again, it still reads the same."""

import shutil
import subprocess

import pytest

from sok_metrics.tasks.starting.start import default_folders
from sok_metrics.workbook.exchange.csv_folder import read_csv_folder
from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.write import write_exchange

pytestmark = [pytest.mark.office, pytest.mark.timeout(300)]

DUTCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop></item></oor:items>"""
EVERY_SHEET_AS_SHOWN = "{delimiter},34,76,1,,1043,false,true,false,false,false,-1"
FOLDERS = pytest.mark.parametrize(
    "folder", default_folders(with_examples=True), ids=lambda folder: folder.name
)


@pytest.fixture
def saved(tmp_path):
    """saved(tables, "ods"): the files that a Dutch LibreOffice makes of the exchange workbook."""

    def save(tables, kind):
        office = shutil.which("soffice") or shutil.which("libreoffice")
        assert office, "LibreOffice is missing: run `make test-office`"
        (tmp_path / "uit.xlsx").write_bytes(write_exchange(tables))
        (tmp_path / "profile" / "user").mkdir(parents=True)
        (tmp_path / "profile" / "user" / "registrymodifications.xcu").write_text(DUTCH, encoding="utf-8")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / "saved")]
        subprocess.run([*command, str(tmp_path / "uit.xlsx")], check=True, capture_output=True, timeout=240)
        return sorted((tmp_path / "saved").iterdir())

    return save


def differences(tables, found):
    """The tables that were not read as they were."""
    return [
        name
        for name, rows in found.items()
        if not rows.drop(columns="_line").equals(tables[name].drop(columns="_line"))
    ]


@FOLDERS
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_an_office_program_saves_reads_the_same(saved, folder, kind):
    tables = read_csv_folder(folder)
    [file] = saved(tables, kind)
    reading = read_exchange(file.read_bytes(), file.name)
    assert [str(problem) for problem in reading.problems] == []
    assert set(tables) <= set(reading.tables)
    assert differences(tables, {name: reading.tables[name] for name in tables}) == []


@FOLDERS
@pytest.mark.parametrize("delimiter", [ord(";"), ord(",")])
def test_what_an_office_program_saves_as_csv_reads_the_same(saved, folder, delimiter):
    tables = read_csv_folder(folder)
    options = EVERY_SHEET_AS_SHOWN.format(delimiter=delimiter)
    files = saved(tables, f"csv:Text - txt - csv (StarCalc):{options}")
    readings = [
        read_exchange(file.read_bytes(), file.name)
        for file in files
        if not file.stem.endswith(("Uitleg", "Keuzes"))
    ]
    assert [str(problem) for reading in readings for problem in reading.problems] == []
    assert [reading.doubts for reading in readings if reading.doubts] == []
    found = {name: rows for reading in readings for name, rows in reading.tables.items()}
    assert set(found) >= set(tables)
    assert differences(tables, {name: found[name] for name in tables}) == []
