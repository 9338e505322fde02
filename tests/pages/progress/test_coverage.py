"""The page that names what is still missing at the values, goals and rules."""

from tests.pages.visits import headline, words


def test_the_holes_are_named_and_linked_with_what_fills_them(visit):
    page = visit("dekking")
    assert headline(page) == "Bij 3 van de 19 waarden, doelen en afspraken missen we nog iets."
    said = words(page)
    assert "Aan 1 werkt nog geen project" in said
    assert "Bedenk een project, of zet erbij welk project hieraan werkt." in said


def test_the_table_has_a_row_for_each_value_goal_and_rule(visit):
    [table] = visit("dekking").table
    codes = [name.split(" ")[0] for name in table.value.iloc[:, 0]]
    assert codes == [
        f"{kind}{n}" for kind, last in (("W", 7), ("D", 5), ("S", 7)) for n in range(1, last + 1)
    ]


def test_with_real_figures_only_no_card_was_asked(visit):
    said = words(visit("dekking?voorbeelden=nee"))
    assert "Van 19 is de stemkaart in 2026 niet gevraagd" in said
    assert "Hierbij zijn voorbeelden meegeteld." not in said


def test_a_day_in_the_past_counts_the_figures_of_that_year(visit):
    page = visit("dekking?op=2023-12-31")
    assert not page.exception
    assert "Alles naast elkaar in 2023" in words(page)
