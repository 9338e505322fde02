"""The files of papers: what may be kept and under which name, who may fetch it, and when it goes."""

import os
import stat
from datetime import timedelta

import pytest

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.store.changes.records import editing
from sok_metrics.tasks.files.asked import Asked
from sok_metrics.tasks.files.paper import make_paper, paper_name
from sok_metrics.tasks.storage import papers
from sok_metrics.tasks.storage.backup import back_up
from sok_metrics.tasks.storage.papers import find_paper, forget_paper, keep_paper, safe_name, sweep_papers
from sok_metrics.tasks.storage.place import papers_folder
from sok_metrics.tasks.storage.restore import restore
from tests.store.rows import TESTER, stored

PDF = b"%PDF-1.7\nhallo"
EDITOR = Actor("Redactie", Role.EDITOR)
MANAGER = Actor("Beheer", Role.ADMINISTRATOR)
MEETING = {
    "kind": "review",
    "title": "Winter",
    "held_on": "2026-12-10",
    "status": "planned",
    "visibility": "public",
}


def add(store, *, visibility="public", meeting=None):
    """A paper with a file, at a point of a meeting; gives its number and the key of the file."""
    name, key = keep_paper(store, "Plan.pdf", PDF)
    with editing(store, by=TESTER, reason="test") as edit:
        [number] = edit.save("meeting", {**MEETING, **(meeting or {})}, version=None)
        point = {"meeting_number": number, "position": "1", "title": "Warmte"}
        [item] = edit.save("agenda_item", point, version=None)
        paper = {"title": "Het plan", "file_name": name, "file_key": key, "visibility": visibility}
        [found] = edit.save("agenda_paper", {**paper, "agenda_item_number": item}, version=None)
    return found, key


def asked(store, number, by=VISITOR):
    return Asked(store, by, "", clock.today(), {"nummer": (number,)})


def age(store, key, age_of=timedelta(days=2)):
    """As if the file came long ago."""
    moment = clock.timestamp() - age_of.total_seconds()
    os.utime(papers_folder(store.path) / key, (moment, moment))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Plan.pdf", "Plan.pdf"),
        ("PLAN.PDF", "PLAN.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ik\\plan.pdf", "plan.pdf"),
        ("a\r\nb<c>.pdf", "abc.pdf"),
        ("brief\u202efdp.exe", "brieffdp.exe"),
        ("café één.docx", "café één.docx"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("...", ""),
        (".pdf", "pdf"),
    ],
)
def test_a_name_is_safe_and_keeps_its_end(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.exe", b"MZ", "Dit soort bestand kan niet."),
        ("plan.html", b"<script>", "Dit soort bestand kan niet."),
        ("plan.svg", b"<svg>", "Dit soort bestand kan niet."),
        ("plan.docm", b"PK\x03\x04", "Dit soort bestand kan niet."),
        ("plan", PDF, "Dit soort bestand kan niet."),
        ("plan.pdf", b"", "Dit bestand is leeg."),
        ("plan.pdf", b"<script>", "De inhoud past niet bij de naam"),
        ("plan.png", PDF, "De inhoud past niet bij de naam"),
        ("plan.pdf", PDF + b"x" * papers.LARGEST, "te groot"),
    ],
)
def test_what_may_not_be_kept_is_refused_and_leaves_nothing(store, name, content, words):
    with pytest.raises(SokError, match=words):
        keep_paper(store, name, content)
    assert not list(papers_folder(store.path).glob("*"))


def test_a_file_is_kept_beside_the_store_under_a_name_that_nobody_can_guess(store):
    name, key = keep_paper(store, "Plan.pdf", PDF)
    path = find_paper(store, key)
    assert path.read_bytes() == PDF
    assert path.parent == papers_folder(store.path)
    assert (name, len(key)) == ("Plan.pdf", 32)
    assert keep_paper(store, "Plan.pdf", PDF)[1] != key
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("key", ["", "..", "../sok.duckdb", "a" * 32, "A" * 32, "x/y"])
def test_no_other_file_can_be_asked_for(store, key):
    keep_paper(store, "Plan.pdf", PDF)
    with pytest.raises(SokError, match="er niet"):
        find_paper(store, key)


def test_everybody_fetches_a_public_paper_under_its_own_name(store):
    number, _key = add(store)
    assert make_paper(asked(store, number)).read_bytes() == PDF
    assert paper_name(asked(store, number)) == "Plan.pdf"


@pytest.mark.parametrize(
    ("visibility", "meeting"),
    [
        ("internal", {}),
        ("draft", {}),
        ("public", {"visibility": "draft"}),
        ("public", {"visibility": "internal"}),
    ],
)
def test_only_who_may_change_it_fetches_what_is_not_public(store, visibility, meeting):
    number, _key = add(store, visibility=visibility, meeting=meeting)
    with pytest.raises(SokError, match="er niet"):
        make_paper(asked(store, number))
    assert make_paper(asked(store, number, EDITOR)).read_bytes() == PDF


@pytest.mark.parametrize("number", ["", "0", "99", "x", "-1", "²", "9" * 30])
def test_a_paper_that_is_not_there_is_said(store, number):
    add(store)
    with pytest.raises(SokError, match="er niet"):
        make_paper(asked(store, number))


def test_what_was_put_away_is_fetched_by_nobody_and_goes_after_a_month(store, monkeypatch):
    number, key = add(store)
    age(store, key)
    with editing(store, by=TESTER, reason="test") as edit:
        edit.archive("agenda_paper", [number], version=stored(store, "agenda_paper", number).version)
    for who in (VISITOR, EDITOR):
        with pytest.raises(SokError, match="er niet"):
            make_paper(asked(store, number, who))
    assert sweep_papers(store) == 0
    later = clock.now() + papers.KEPT_AFTER + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert sweep_papers(store) == 1
    with pytest.raises(SokError, match="er niet"):
        find_paper(store, key)


def test_a_file_without_a_paper_goes_but_not_while_it_is_saved(store):
    _number, kept = add(store)
    _name, fresh = keep_paper(store, "Nu.pdf", PDF)
    _name, lost = keep_paper(store, "Kwijt.pdf", PDF)
    age(store, kept)
    age(store, lost)
    age(store, fresh, timedelta(0))
    assert sweep_papers(store) == 1
    assert {path.name for path in papers_folder(store.path).iterdir()} == {kept, fresh}


def test_a_backup_takes_papers_along_and_restore_brings_them_back(store):
    _number, key = add(store)
    made = back_up(store).path
    forget_paper(store, "f" * 32)
    (papers_folder(store.path) / key).unlink()
    restore(store, made, by=MANAGER)
    assert find_paper(store, key).read_bytes() == PDF


def test_what_is_forgotten_goes_from_the_backups_too(store):
    _number, key = add(store)
    made = back_up(store).path
    assert (papers_folder(made) / key).is_file()
    forget_paper(store, key)
    assert not (papers_folder(made) / key).exists()
    with pytest.raises(SokError, match="er niet"):
        find_paper(store, key)


def test_backups_that_go_take_their_papers_with_them(store):
    add(store)
    first = back_up(store, keep=1).path
    second = back_up(store, keep=1).path
    assert not papers_folder(first).exists()
    assert papers_folder(second).is_dir()
