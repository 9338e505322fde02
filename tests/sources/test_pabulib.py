"""Files of Pabulib: what is read from each kind, what is wrong with its line, and what is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sok_metrics.energy_budget.election import Election, Proposal
from sok_metrics.errors import InvalidDataError
from sok_metrics.sources.pabulib import read_pb
from sok_metrics.sources.pabulib_writing import write_pb
from tests.energy_budget.drawn_elections import elections

META = ["META", "key;value", "description;Een ronde; met een puntkomma", "budget;1000.50"]
PROJECTS = [
    "PROJECTS",
    "project_id;cost;votes;name;selected",
    "1;600;2;Bankjes;1",
    '2;400,25;1;"Soep; en brood";0',
]


def file(
    *votes: str, vote_type: str = "approval", meta: tuple[str, ...] = (), header: str = "voter_id;vote"
) -> bytes:
    lines = [*META, f"vote_type;{vote_type}", *meta, *PROJECTS, "VOTES", header, *votes]
    return ("\n".join(lines) + "\n").encode()


def problems(data: bytes) -> list[str]:
    with pytest.raises(InvalidDataError) as raised:
        read_pb(data, "ronde.pb")
    return [str(problem) for problem in raised.value.problems]


def test_approval_is_read_with_cost_in_cents_names_and_who_won():
    found = read_pb(file("a;1,2", "b;1", "c;"), "ronde.pb")
    assert found.election.budget == 100050
    assert found.election.proposals == (
        Proposal("1", 60000, None, "Bankjes"),
        Proposal("2", 40025, None, "Soep; en brood"),
    )
    assert found.election.ballots == ({"1": 1, "2": 1}, {"1": 1}, {})
    assert found.selected == ("1",)
    assert (found.currency, found.threshold) == ("EUR", 0)
    assert found.meta["description"] == "Een ronde; met een puntkomma"


def test_a_file_of_windows_with_spaces_and_a_mark_at_its_beginning_is_read():
    text = file("a; 1, 2 ").decode().replace("\n", "\r\n").replace(";", " ; ", 3)
    assert read_pb(b"\xef\xbb\xbf" + text.encode(), "x").election.ballots == ({"1": 1, "2": 1},)


def test_ordinal_gives_the_first_as_many_points_as_a_ballot_may_be_long():
    found = read_pb(file("a;2,1", "b;1", vote_type="ordinal", meta=("max_length;3",)), "x")
    assert found.election.ballots == ({"2": 3, "1": 2}, {"1": 3})
    without = read_pb(file("a;2,1", "b;1", vote_type="ordinal"), "x")
    assert without.election.ballots == ({"2": 2, "1": 1}, {"1": 2})


@pytest.mark.parametrize("vote_type", ["cumulative", "scoring"])
def test_points_are_read(vote_type):
    data = file("a;2,1;3,7", "b;1;10.0", "c;;", vote_type=vote_type, header="voter_id;vote;points")
    assert read_pb(data, "x").election.ballots == ({"2": 3, "1": 7}, {"1": 10}, {})


def test_the_threshold_of_the_file_is_known():
    assert read_pb(file("a;1", meta=("min_project_score_threshold;2",)), "x").threshold == 2


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "ronde.pb: Het deel META ontbreekt."),
        (b"hallo\n", "ronde.pb, regel 1: Het bestand begint niet met een regel META."),
        (file("a;1").replace(b"budget;1000.50\n", b""), "ronde.pb: In META ontbreekt 'budget'."),
        (
            file("a;1").replace(b"1000.50", b"veel"),
            "ronde.pb, regel 4, kolom 'budget': staat 'veel'. Schrijf hier een",
        ),
        (
            file("a;1").replace(b"1000.50", b"0.001"),
            "ronde.pb, regel 4, kolom 'budget': staat '0.001'. Schrijf hier een",
        ),
        (
            file("a;1", vote_type="gevoel"),
            "ronde.pb, regel 5, kolom 'vote_type': staat 'gevoel'. Deze soort stemmen",
        ),
        (file("a;1").replace(b";cost;", b";prijs;"), "ronde.pb, regel 7: De kolom 'cost' ontbreekt."),
        (
            file("a;1").replace(b"1;600", b"1;-600"),
            "ronde.pb, regel 8, kolom 'cost': staat '-600'. Schrijf hier een",
        ),
        (
            file("a;1").replace(b"1;600", b"1;NaN"),
            "ronde.pb, regel 8, kolom 'cost': staat 'NaN'. Schrijf hier een",
        ),
        (
            file("a;1").replace(b"2;400", b"1;400"),
            "kolom 'project_id': staat '1'. Dit nummer staat ook op regel 8.",
        ),
        (
            file("a;1", "b;7"),
            "ronde.pb, regel 13, kolom 'vote': staat '7'. Dit voorstel staat niet onder PROJECTS.",
        ),
        (
            file("a;1,1"),
            "ronde.pb, regel 12, kolom 'vote': staat '1'. Dit voorstel staat twee keer op deze stem.",
        ),
        (file("a;1", "a;2"), "regel 13, kolom 'voter_id': staat 'a'. Deze stem staat ook op regel 12."),
        (file("a;1;x"), "ronde.pb, regel 12: Deze regel heeft meer vakken dan er kolommen zijn."),
        (file('a;"1'), "ronde.pb, regel 12: Bij deze regel klopt een aanhalingsteken niet."),
        (
            file("a;1", meta=("num_votes;2",)),
            "regel 6, kolom 'num_votes': staat '2'. In het bestand staan er 1.",
        ),
        (
            file("a;1", vote_type="scoring"),
            "ronde.pb, regel 12, kolom 'points': De kolom met punten ontbreekt.",
        ),
        (
            file("a;1,2;3", vote_type="scoring", header="voter_id;vote;points"),
            "regel 12, kolom 'points': staat '3'. Er zijn niet evenveel punten als voorstellen.",
        ),
        (
            file("a;1;-3", vote_type="scoring", header="voter_id;vote;points"),
            "regel 12, kolom 'points': staat '-3'. Punten zijn hele getallen van nul of meer.",
        ),
        (file("a;1,2", vote_type="ordinal", meta=("max_length;1",)), "meer voorstellen dan de 1 die mogen."),
        (
            file("a;1").replace(b"Bankjes", b"Caf\xe9"),
            "ronde.pb, regel 8: Hier staat een teken dat geen UTF-8 is.",
        ),
        (
            file("a;1") + b"VOTES\nvoter_id;vote\n",
            "ronde.pb, regel 13: staat 'VOTES'. Dit deel staat er twee keer in.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(data, expected):
    assert any(expected in said for said in problems(data)), problems(data)


def test_every_problem_is_told():
    assert len(problems(file("a;7", "b;8", "a;1"))) == 3


@settings(max_examples=100, deadline=None)
@given(elections(points=3), st.booleans())
def test_what_is_written_is_read_again(election, is_approval):
    ballots = tuple(
        {code: 1 if is_approval else points for code, points in ballot.items() if points > 0}
        for ballot in election.ballots
    )
    election = Election(election.budget, election.proposals, ballots)
    text = write_pb(
        election, meta={"description": "Een ronde; met 'tekens'", "currency": "EUR"}, selected=("p0",)
    )
    found = read_pb(text.encode(), "ronde.pb")
    assert found.election.proposals == election.proposals
    assert found.election.budget == election.budget
    assert sorted(map(key, found.election.ballots)) == sorted(map(key, ballots))
    assert found.selected == ("p0",)
    assert found.meta["description"] == "Een ronde; met 'tekens'"


def key(ballot):
    return sorted(ballot.items())


def test_a_file_that_goes_out_tells_nothing_of_who_voted_or_in_which_order():
    ballots = ({"b": 1}, {"a": 1, "b": 1}, {"b": 1}, {"a": 1})
    election = Election(100, (Proposal("a", 50), Proposal("b", 60)), ballots)
    text = write_pb(election, meta={"unit": "BoTu"})
    reverse = write_pb(Election(100, election.proposals, ballots[::-1]), meta={"unit": "BoTu"})
    assert text == reverse
    votes = text[text.index("VOTES") :].splitlines()
    assert votes == ["VOTES", "voter_id;vote", "1;a", "2;a,b", "3;b", "4;b"]
