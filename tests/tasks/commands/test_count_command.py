"""Counting a file of Pabulib on the command line: no store is needed, and each proposal has its reason."""

import json

import pytest

from tests.web.running import run_command

FILE = """META
key;value
budget;1000
vote_type;approval
num_votes;4
min_project_score_threshold;1
PROJECTS
project_id;cost;name
1;600;Bankjes
2;500;Soep
3;100;Bomen
VOTES
voter_id;vote
a;1,3
b;1
c;1,2
d;2
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ronde.pb"
    path.write_text(FILE, encoding="utf-8")
    return path


def counted(file, *options):
    done = run_command("count", file, *options, "--json", database=file.parent / "none.duckdb")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (file.parent / "none.duckdb").exists()
    return json.loads(done.stdout)


def test_equal_shares_are_the_default_and_each_proposal_has_its_reason(file):
    done = run_command("count", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Met de regel gelijke delen winnen 2 van de 3 voorstellen." in done.stdout
    assert "- 1 Bankjes, 600 euro\n  3 mensen legden elk 200 euro in." in done.stdout
    assert "- 2 Soep, 500 euro\n" in done.stdout
    assert ", en het was gelukt." in done.stdout
    assert "De drie regels naast elkaar" in done.stdout


def test_as_json_it_has_the_winners_of_all_rules_and_amounts_in_cents(file):
    facts = counted(file, "--rule", "greedy")
    assert (facts["rule"], facts["winners"], facts["spent"]) == ("greedy", ["1", "3"], 70000)
    assert {rule: one["winners"] for rule, one in facts["rules"].items()} == {
        "greedy": ["1", "3"],
        "equal-shares": ["1", "3"],
        "phragmen": ["3", "1"],
    }
    [soup] = [one for one in facts["proposals"] if one["code"] == "2"]
    assert (soup["votes"], soup["fate"], soup["missing"]) == (2, "no room", "10000")
    assert soup["margin"] == {"cheaper": 10000, "more_votes": 1, "effective_support": "2/3"}


def test_step_completion_threshold_exclusions_and_lot_are_heeded(file):
    assert counted(file, "--completion", "none")["steps"] == 0
    coarse, fine = counted(file, "--step", "50"), counted(file, "--step", "0.50")
    assert (coarse["step"], fine["step"]) == (5000, 50)
    assert fine["steps"] > coarse["steps"]
    assert counted(file, "--threshold", "2")["winners"] == ["1"]
    assert counted(file, "--exclude", "1,3", "--rule", "greedy")["winners"] == ["1"]
    assert sorted(counted(file, "--lot", "vier drie")["lot"]) == ["1", "2", "3"]
    assert all(one["margin"] is None for one in counted(file, "--no-margins")["proposals"])


def test_a_wrong_file_is_told_with_its_line_and_nothing_is_counted(file):
    file.write_text(FILE.replace("c;1,2", "c;1,9"), encoding="utf-8")
    done = run_command("count", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "ronde.pb, regel 16, kolom 'vote': staat '9'. Dit voorstel staat niet onder PROJECTS.",
        "Er is één fout in dit bestand. Er is niets geteld.",
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--step", "0"), "Bij '--step': schrijf een bedrag van een cent of meer"),
        (("--step", "0.001"), "Bij '--step': schrijf een bedrag van een cent of meer"),
        (("--exclude", "1,9"), "Voorstel 9 staat niet in dit bestand."),
        (("--exclude", "1"), "Noem bij --exclude minstens twee voorstellen"),
        (("--rule", "loten"), "loten"),
    ],
)
def test_a_wrong_option_is_told(file, options, expected):
    done = run_command("count", file, *options)
    assert done.returncode in (1, 2)
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
