"""`project-book` as a scheduled job runs it."""

import shutil
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from tests.web.running import run_command, running_server

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def filled(built_stores, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "sok.duckdb"
    shutil.copyfile(built_stores("botu"), path)
    return path


def titles(file):
    return [
        one.text for one in Document(BytesIO(file)).paragraphs if one.style and one.style.name == "Heading 1"
    ]


def test_a_word_file_and_a_pdf_are_made(filled, tmp_path):
    for name in ("klapper.docx", "klapper.PDF"):
        done = run_command("project-book", "--output", str(tmp_path / name), database=filled)
        assert (done.returncode, done.stderr) == (0, "")
        assert str(tmp_path / name) in done.stdout
    assert len(titles((tmp_path / "klapper.docx").read_bytes())) == 10
    assert len(PdfReader(tmp_path / "klapper.PDF").pages) > 10


def test_another_kind_of_file_is_refused_before_anything_is_written(filled, tmp_path):
    done = run_command("project-book", "--output", str(tmp_path / "klapper.odt"), database=filled)
    assert done.returncode == 1
    assert "Laat de naam eindigen op .docx of .pdf." in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_book_that_is_there_stays_unless_forced(filled, tmp_path):
    path = tmp_path / "klapper.pdf"
    path.write_text("van mij")
    done = run_command("project-book", "--output", str(path), database=filled)
    assert done.returncode == 1
    assert path.read_text() == "van mij"
    assert run_command("project-book", "--output", str(path), "--force", database=filled).returncode == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_examples_and_later_projects_can_be_left_out(filled, tmp_path):
    for option, count in ((("--without-examples",), 5), (("--as-of", "2024-06-01"), 7)):
        path = tmp_path / f"klapper-{count}.docx"
        done = run_command("project-book", "--output", str(path), *option, database=filled)
        assert done.returncode == 0
        assert len(titles(path.read_bytes())) == count


def test_the_book_comes_from_the_server_that_has_the_store_open(filled, tmp_path):
    database = tmp_path / "sok.duckdb"
    shutil.copyfile(filled, database)
    with running_server(database):
        assert run_command("status", database=database).returncode == 0
        done = run_command("project-book", "--output", str(tmp_path / "k.pdf"), database=database)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "k.pdf").read_bytes().startswith(b"%PDF")
