"""A file comes in as a whole or not at all, as one change; and what goes out comes in without a change."""

import re
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sok_metrics.errors import InvalidDataError, NotAllowedError, RefusedError, SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.preview import preview
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.queries.dump import canonical_dump
from sok_metrics.store.queries.history import ABOUT_PEOPLE
from sok_metrics.tasks.files.importing import (
    LARGEST_FILE,
    PreviewOutdatedError,
    empty_workbook,
    exchange_workbook,
    explain,
    import_file,
    look_at_file,
    save_import,
)
from sok_metrics.workbook.exchange.notation import POINT
from sok_metrics.workbook.exchange.read import read_exchange
from tests.chance import tries
from tests.store.rows import TESTER, Row, count, frame, indicator, measurement, party, save, series, stored

BROKEN_WORKBOOKS = Path(__file__).resolve().parents[2] / "assets" / "broken-workbooks"
CODE = series()["code"]
EDITOR = Actor("Redactie", Role.EDITOR)
VISITOR = Actor("bezoeker", Role.VISITOR)

PARTIES = "code;naam;soort\nPA;Partij A;bewoners\nPB;Partij B;gemeente\n"


@pytest.fixture
def parties(tmp_path):
    """A file with two parties."""
    path = tmp_path / "partijen.csv"
    path.write_text(PARTIES, encoding="utf-8")
    return path


def test_botu_goes_out_to_excel_and_comes_in_without_a_change(botu_store):
    before = canonical_dump(botu_store.whole())
    content = exchange_workbook(botu_store, by=TESTER)
    file = look_at_file(botu_store, content, "uit.xlsx", by=TESTER)
    assert [str(problem) for problem in file.preview.problems] == []
    assert not file.preview.has_news
    assert file.preview.unchanged > 1000
    with pytest.raises(SokError, match="staat er al"):
        save_import(botu_store, file.tables, by=TESTER, reason="niets")
    assert canonical_dump(botu_store.whole()) == before


@pytest.mark.full
def test_a_store_that_is_filled_from_the_workbook_holds_the_same(botu_store, store):
    content = exchange_workbook(botu_store, by=TESTER)
    file = look_at_file(store, content, "uit.xlsx", by=TESTER)
    save_import(store, file.tables, by=TESTER, reason="alles", seen=file.preview)
    assert exchange_workbook(store, by=TESTER) is not None
    again = look_at_file(botu_store, exchange_workbook(store, by=TESTER), "terug.xlsx", by=TESTER)
    assert (again.preview.problems, again.preview.has_news) == ((), False)


def test_people_leave_the_store_with_the_administrator_only(botu_store):
    for_editor = read_exchange(exchange_workbook(botu_store, by=EDITOR), "uit.xlsx")
    for_administrator = read_exchange(exchange_workbook(botu_store, by=TESTER), "uit.xlsx")
    assert set(for_administrator.tables) - set(for_editor.tables) == ABOUT_PEOPLE
    with pytest.raises(NotAllowedError):
        exchange_workbook(botu_store, by=VISITOR)


def test_the_empty_workbook_is_read_back_without_a_problem(empty_store):
    file = look_at_file(empty_store, empty_workbook(empty_store), "leeg.xlsx", by=EDITOR)
    assert (file.preview.problems, file.preview.has_news) == ((), False)


def test_a_file_becomes_one_change_that_can_be_undone(store, parties):
    save(store, party=[party("PA", name="Oude naam")])
    found, number = import_file(store, parties, by=EDITOR)
    assert number is not None
    assert (found.preview.new, found.preview.changed) == (1, 1)
    [change] = store.whole().rows("SELECT * FROM change_set ORDER BY number DESC LIMIT 1")
    assert (change["number"], change["made_by"], change["source"]) == (number, "Redactie", "import")
    assert "partijen.csv" in change["reason"]
    undo(store, number, by=EDITOR)
    assert stored(store, "party", "PA").values["name"] == "Oude naam"
    assert stored(store, "party", "PB").is_archived
    back, _number = import_file(store, parties, by=EDITOR)
    assert (back.preview.brought_back, back.preview.changed) == (1, 1)
    assert not stored(store, "party", "PB").is_archived


def test_the_same_file_twice_changes_nothing_the_second_time(store, parties):
    import_file(store, parties, by=EDITOR)
    before = canonical_dump(store.whole())
    found, number = import_file(store, parties, by=EDITOR)
    assert (found.preview.unchanged, number) == (2, None)
    assert canonical_dump(store.whole()) == before


@pytest.mark.parametrize(
    "content",
    [
        PARTIES.replace("gemeente", "marsman"),
        PARTIES.replace("PB", ""),
        PARTIES.replace("PB", "PA"),
        PARTIES.replace("code;", "kode;"),
    ],
)
def test_a_file_with_something_wrong_leaves_the_store_as_it_was(store, parties, content):
    save(store, party=[party("PA")])
    before = canonical_dump(store.whole())
    parties.write_text(content, encoding="utf-8")
    found, number = import_file(store, parties, by=TESTER)
    assert found.preview.problems
    assert number is None
    assert canonical_dump(store.whole()) == before


@pytest.mark.parametrize("content", ["", "PK\x03\x04 geen echte zip", "%PDF-1.7"])
def test_a_file_that_cannot_be_read_is_refused_with_its_name(store, parties, content):
    before = canonical_dump(store.whole())
    parties.write_text(content, encoding="utf-8")
    with pytest.raises(RefusedError, match=r"^partijen\.csv: Dit (?:bestand )?is "):
        import_file(store, parties, by=TESTER)
    assert canonical_dump(store.whole()) == before


def test_a_wrong_table_keeps_the_right_ones_out_too(store):
    before = canonical_dump(store.whole())
    with pytest.raises(InvalidDataError):
        save_import(store, {"party": frame(party()), "action": frame({"number": "1"})}, by=TESTER, reason="x")
    assert canonical_dump(store.whole()) == before


@pytest.mark.parametrize("name", ["party", "person"])
@pytest.mark.parametrize("actor", [VISITOR, EDITOR], ids=lambda actor: actor.role.name)
def test_who_may_not_change_a_table_cannot_import_it(store, actor, name):
    rows: dict[str, Row] = {"party": party(), "person": {"code": "M1", "role": "contact", "name": "Naam"}}
    tables = {name: frame(rows[name])}
    if (actor, name) == (EDITOR, "party"):
        assert save_import(store, tables, by=actor, reason="x")
        return
    with pytest.raises(NotAllowedError):
        save_import(store, tables, by=actor, reason="x")
    assert count(store, name) == count(store, "change_set") == 0


def test_a_visitor_may_not_even_look(store, parties):
    with pytest.raises(NotAllowedError):
        look_at_file(store, parties.read_bytes(), parties.name, by=VISITOR)


def test_what_changed_since_the_preview_is_shown_before_it_is_saved(store):
    save(store, party=[party("PA", name="Eerste")])
    tables = {"party": frame(party("PA", name="Uit het bestand"))}
    seen = preview(store, tables)
    save(store, party=[party("PA", name="Tweede")])
    with pytest.raises(PreviewOutdatedError) as outdated:
        save_import(store, tables, by=EDITOR, reason="x", seen=seen)
    assert outdated.value.fresh.tables[0].changes["old"].tolist() == ["Tweede"]
    assert stored(store, "party", "PA").values["name"] == "Tweede"
    save_import(store, tables, by=EDITOR, reason="x", seen=outdated.value.fresh)
    assert stored(store, "party", "PA").values["name"] == "Uit het bestand"


def test_a_change_elsewhere_does_not_stand_in_the_way(store):
    tables = {"party": frame(party("PA"))}
    seen = preview(store, tables)
    save(store, party=[party("PC")])
    assert save_import(store, tables, by=EDITOR, reason="x", seen=seen)


def test_two_people_who_save_the_same_preview_do_not_both_write(store):
    tables = {"party": frame(party("PA"))}
    seen, outcomes = preview(store, tables), []

    def save_it():
        try:
            save_import(store, tables, by=EDITOR, reason="x", seen=seen)
            outcomes.append("saved")
        except SokError as refused:
            outcomes.append(type(refused).__name__)

    threads = [threading.Thread(target=save_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["PreviewOutdatedError", "saved"]
    assert count(store, "change_set") == 1


def test_a_file_that_is_too_large_is_refused_before_it_is_read(store):
    with pytest.raises(SokError, match="te groot"):
        look_at_file(store, bytes(LARGEST_FILE + 1), "groot.xlsx", by=EDITOR)


def test_a_file_that_is_not_there_gives_a_sentence(store, tmp_path):
    with pytest.raises(SokError, match="kan niet worden gelezen"):
        import_file(store, tmp_path / "weg.csv", by=EDITOR)


def test_a_large_import_can_be_undone(store):
    save(store, indicator=[indicator()], series=[series()])
    days = [
        f"{year}-{month:02}-{day:02}"
        for year in range(2000, 2020)
        for month in range(1, 13)
        for day in (1, 9)
    ]
    tables = {"measurement": frame(*(measurement(day, "10") for day in days))}
    first = save_import(store, tables, by=EDITOR, reason="x")
    tables["measurement"]["value"] = "11"
    second = save_import(store, tables, by=EDITOR, reason="y")
    with pytest.raises(SokError, match="daarna"):
        undo(store, first, by=EDITOR)
    undo(store, second, by=EDITOR)
    assert store.whole().rows("SELECT DISTINCT value FROM measurement") == [{"value": 10.0}]
    undo(store, first, by=EDITOR)
    assert store.whole().rows("SELECT count(*) AS n FROM measurement WHERE archived_at IS NULL") == [{"n": 0}]


def test_no_broken_workbook_changes_anything(store):
    save(store, party=[party("PA")])
    before = canonical_dump(store.whole())
    files = sorted(BROKEN_WORKBOOKS.glob("*.xls*"))
    assert len(files) > 20
    for file in files:
        if (refusal := read_exchange(file.read_bytes(), file.name).refusal) is not None:
            with pytest.raises(RefusedError, match=re.escape(f"{file.name}: {refusal}")):
                import_file(store, file, by=TESTER)
            continue
        found, number = import_file(store, file, by=TESTER)
        assert (file.name, bool(found.preview.problems), number) == (file.name, True, None)
    assert canonical_dump(store.whole()) == before


CELL = st.sampled_from(
    ["", "PA", "PB", "bewoners", "gemeente", "marsman", "ja", "12,5", "31-12-2025", "2025", "=1+1"]
)


@settings(max_examples=tries(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=4, max_size=4), min_size=1, max_size=4))
def test_whatever_stands_in_the_cells_it_is_all_or_nothing(store, rows):
    lines = [";".join(row) for row in [["code", "naam", "soort", "doet_mee_sinds"], *rows]]
    content = "\n".join(lines).encode()
    before = canonical_dump(store.whole())
    file = look_at_file(store, content, "partijen.csv", by=TESTER)
    if file.preview.problems or not file.preview.has_news:
        with pytest.raises(SokError):
            save_import(store, file.tables, by=TESTER, reason="x", seen=file.preview)
        assert canonical_dump(store.whole()) == before
    else:
        number = save_import(store, file.tables, by=TESTER, reason="x", seen=file.preview)
        again = look_at_file(store, content, "partijen.csv", by=TESTER)
        assert (again.preview.problems, again.preview.has_news) == ((), False)
        undo(store, number, by=TESTER)


@pytest.fixture
def corrected(store):
    """A store with a figure that was corrected before, for a reason."""
    save(store, indicator=[indicator()], series=[series()], measurement=[measurement(value="10")])
    save(store, measurement=[measurement(value="11", correction_reason="dubbel geteld")])
    return store


HEAD = "reeks;van;tot_en_met;waarde"


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\nIND-01;31-12-2024;31-12-2024;12\n",
        f"{HEAD};reden_van_correctie\nIND-01;31-12-2024;31-12-2024;12;dubbel geteld\n",
        f"{HEAD};reden_van_correctie\nIND-01;31-12-2024;31-12-2024;12;\n",
    ],
)
def test_a_correction_in_a_file_is_asked_for_a_reason_of_its_own(corrected, tmp_path, content):
    file = look_at_file(corrected, content.encode(), "metingen.csv", by=EDITOR)
    [asked] = file.preview.warnings
    assert "geen nieuwe reden" in asked.sentence
    explained = explain(corrected, file, "herteld in december", by=EDITOR)
    assert explained.preview.warnings == ()
    save_import(corrected, explained.tables, by=EDITOR, reason="x", seen=explained.preview)
    kept = stored(corrected, "measurement", "IND-01", "2024-12-31", "2024-12-31").values
    assert (kept["value"], kept["correction_reason"]) == ("12.0", "herteld in december")


def test_a_correction_with_a_reason_of_its_own_and_a_figure_that_stays_are_not_asked(corrected):
    for line in ("12;herteld", "11;dubbel geteld"):
        content = f"{HEAD};reden_van_correctie\nIND-01;31-12-2024;31-12-2024;{line}\n"
        file = look_at_file(corrected, content.encode(), "metingen.csv", by=EDITOR)
        assert file.preview.warnings == ()
        assert explain(corrected, file, "x", by=EDITOR) is file


def test_on_the_command_line_a_correction_says_out_of_which_file_it_came(corrected, tmp_path):
    path = tmp_path / "metingen.csv"
    path.write_text(f"{HEAD}\nIND-01;31-12-2024;31-12-2024;12\n", encoding="utf-8")
    assert import_file(corrected, path, by=EDITOR)[1] is None
    assert import_file(corrected, path, by=EDITOR, is_sure=True)[1] is not None
    kept = stored(corrected, "measurement", "IND-01", "2024-12-31", "2024-12-31").values
    assert kept["correction_reason"] == "Ingelezen uit metingen.csv"


def test_what_was_chosen_for_unclear_figures_is_saved(store, tmp_path):
    save(store, indicator=[indicator()], series=[series()])
    path = tmp_path / "metingen.csv"
    path.write_text("reeks;van;tot_en_met;waarde\nR;2024-01-01;2024-12-31;1.234\n".replace("R;", f"{CODE};"))
    found, number = import_file(store, path, by=EDITOR)
    assert (number, len(found.doubts), len(found.preview.problems)) == (None, 1, 1)
    found, number = import_file(store, path, by=EDITOR, decide=lambda _doubt: POINT)
    assert (found.preview.problems, found.preview.new, number is None) == ((), 1, False)
    assert store.whole().rows("SELECT value FROM measurement")[0]["value"] == 1.234


def test_a_code_that_lost_its_zero_is_named(store):
    save(store, party=[party("0599")])
    content = b"code;rol;partij\nM1;contact;599\nM2;contact;600\n"
    problems = look_at_file(store, content, "mensen.csv", by=TESTER).preview.problems
    assert [problem.sentence.split(".")[0] for problem in problems] == [
        "Deze code staat niet op het blad 'partijen'",
        "Deze code kennen we niet",
    ]
    assert "Bedoelt u 0599?" in problems[1].sentence
    again = look_at_file(
        store, b"code;naam;soort\n599;Weer;anders\n0600;Nieuw;anders\n", "partijen.csv", by=TESTER
    )
    assert (again.preview.problems, again.preview.new) == ((), 2)
    [asked] = [warning for warning in again.preview.warnings if warning.asks]
    assert (asked.line, "Er is al een 0599" in asked.sentence) == (2, True)
