"""The page of one evening: prepared and written down in place, each block saved as one change."""

from datetime import date

import pytest

from sok_metrics import clock
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.records import editing
from sok_metrics.store.queries.records import list_records
from sok_metrics.tasks.starting.first_steps import plan_meeting
from sok_metrics.ui.meetings.evening.proposal import open_key
from tests.days import be_at
from tests.pages.test_every_page import is_fine
from tests.pages.visits import headline, words
from tests.store.rows import TESTER, stored

PLANNED, MONTHLY, ASSESSMENT, HELD = "72", "71", "73", "68"


@pytest.fixture
def evening(botu_store, visit_store, sign_in):
    """evening(number): the page as an editor sees it."""
    sign_in(Role.EDITOR)

    def open_evening(number=PLANNED):
        page = visit_store(f"avond?nummer={number}", botu_store)
        assert is_fine(page)
        return page

    return open_evening


def press(page, label):
    [button] = [button for button in page.button if button.label.replace("\\", "") == label]
    return button.click().run()


def field(page, label):
    [found] = [one for one in page.text_input if one.label == label]
    return found


def rows(store, table, number=PLANNED):
    return list_records(store.whole(), table, {"meeting_number": number})


def points(store, number=PLANNED):
    found = rows(store, "agenda_item", number)
    return sorted(found, key=lambda one: int(one.values["position"]))


def close_with(store, title, number=PLANNED):
    """Put a closing behind what stands on the agenda."""
    place = str(1 + len(points(store, number)))
    point = {"meeting_number": number, "position": place, "title": title, "kind": "closing"}
    with editing(store, by=TESTER, reason="t") as edit:
        edit.save("agenda_item", point, version=None)


def titles(store, number=PLANNED):
    return [one.values["title"] for one in points(store, number)]


def test_it_is_for_who_may_change_things(visit):
    assert headline(visit(f"avond?nummer={PLANNED}")) == "Eerst aanmelden"


@pytest.mark.parametrize("number", ["", "0", "999", "x", "1e3", "²", "9" * 40])
def test_a_meeting_that_is_not_there_is_said(visit, sign_in, number):
    sign_in(Role.EDITOR)
    page = visit(f"avond?nummer={number}")
    assert headline(page) in ("Welke bijeenkomst?", "Niet gevonden")
    assert not page.exception


@pytest.mark.parametrize("number", [PLANNED, MONTHLY, ASSESSMENT, HELD])
def test_every_kind_of_meeting_opens(evening, number):
    assert "Wat er uit kwam" in words(evening(number))


def test_a_draft_is_prepared_just_as_well(evening, botu_store):
    with editing(botu_store, by=TESTER, reason="t") as edit:
        edit.save("meeting", {"number": PLANNED, "visibility": "draft"}, version=1)
    assert "Punten om over te nemen" in [box.label for box in evening().expander]


@pytest.mark.parametrize(
    "address",
    ["bijeenkomsten", "bijeenkomst?nummer=1", "avond?nummer=1", "verslag?nummer=1", "jaar", "besluiten",
     "afstemmen", "maandelijks-overleg", "beoordeling"],
)  # fmt: skip
def test_a_first_evening_can_be_held_before_anything_was_agreed(visit_store, empty_store, sign_in, address):
    sign_in(Role.EDITOR)
    plan_meeting(empty_store, by=TESTER, held_on=clock.today(), start_time="19.30 uur", place="De kerk")
    page = visit_store(address, empty_store)
    assert is_fine(page)
    assert headline(page) != "Nog geen afspraken"


class TestProposal:
    def opened(self, page, number=PLANNED, times=0):
        page.session_state[open_key(number, times)] = True
        return page.run()

    def ticks(self, page):
        return [box for box in page.checkbox if " · " in box.label]

    def test_what_is_proposed_waits_until_somebody_asks(self, evening):
        page = evening()
        assert not self.ticks(page)
        assert self.ticks(self.opened(page))

    def test_what_is_ticked_comes_on_the_agenda_in_one_go_with_its_reason(self, evening, botu_store):
        page, before = self.opened(evening()), titles(botu_store)
        for box in self.ticks(page):
            box.set_value("Acties die te laat zijn" in box.label or "W2" in box.label)
        press(page, "Zet deze punten op de agenda")
        new = points(botu_store)[len(before) :]
        assert titles(botu_store)[: len(before)] == before
        assert {one.values["kind"] for one in new} == {"actions", "commitment"}
        assert [one.values["commitment_code"] for one in new if one.values["kind"] == "commitment"] == ["W2"]
        assert all(one.values["reason"].endswith(".") for one in new)
        assert len({one.change_set for one in new}) == 1
        # What is on the agenda is not proposed again, and one press takes it all back.
        assert not self.ticks(page)
        assert self.ticks(self.opened(page, times=1))
        assert not [box for box in self.ticks(page) if "Acties die te laat zijn" in box.label]
        press(page, "Ongedaan maken: 2 agendapunten")
        assert titles(botu_store) == before

    def test_without_a_tick_nothing_is_saved_and_that_is_said(self, evening, botu_store):
        page, before = self.opened(evening()), titles(botu_store)
        for box in self.ticks(page):
            box.uncheck()
        press(page, "Zet deze punten op de agenda")
        assert titles(botu_store) == before
        assert "Er is nog geen punt aangevinkt." in words(page)

    def test_each_point_says_why(self, evening):
        shown = words(self.opened(evening(ASSESSMENT), ASSESSMENT))
        assert "afspraken over de organisatie houden we er" in shown
        assert "Elk jaar kijken we of de overeenkomst nog klopt." in shown


class TestAgenda:
    def test_fields_change_in_place_as_one_change(self, evening, botu_store):
        page = evening()
        first, second = points(botu_store)[:2]
        field(page, f"Onderwerp: {first.values['title']}").set_value("Anders")
        field(page, f"Minuten: {second.values['title']}").set_value("25")
        field(page, f"Wie leidt dit punt?: {second.values['title']}").set_value("de voorzitter")
        press(page, "Agenda opslaan")
        one, two = points(botu_store)[:2]
        assert one.values["title"] == "Anders"
        assert (two.values["minutes_planned"], two.values["led_by"]) == ("25", "de voorzitter")
        assert one.change_set == two.change_set
        assert (one.version, two.version) == (first.version + 1, second.version + 1)

    def test_a_point_goes_up_and_down_and_what_was_typed_goes_along(self, evening, botu_store):
        page, before = evening(), titles(botu_store)
        field(page, f"Onderwerp: {before[0]}").set_value("Anders")
        page.button(key=one_key(page, "up", 1)).click().run()
        assert titles(botu_store)[:3] == [before[1], "Anders", before[2]]
        page.button(key=one_key(page, "down", 1)).click().run()
        assert titles(botu_store)[:3] == [before[1], before[2], "Anders"]
        assert [one.values["position"] for one in points(botu_store)] == [
            str(n) for n in range(1, len(before) + 1)
        ]

    def test_what_is_wrong_is_said_with_its_point_and_nothing_is_saved(self, evening, botu_store):
        page, before = evening(), titles(botu_store)
        field(page, f"Minuten: {before[0]}").set_value("een half uur")
        field(page, f"Onderwerp: {before[1]}").set_value(" ")
        press(page, "Agenda opslaan")
        shown = words(page)
        assert "Er is nog niets opgeslagen. Punt 1: " in shown
        assert "Punt 2 heeft geen onderwerp." in shown
        assert titles(botu_store) == before
        assert field(page, f"Minuten: {before[0]}").value == "een half uur"

    def test_a_point_is_taken_away_and_comes_back_with_undo(self, evening, botu_store):
        page, before = evening(), titles(botu_store)
        next(box for box in page.checkbox if box.label == "Haal weg").check()
        press(page, "Agenda opslaan")
        assert titles(botu_store) == before[1:]
        press(page, "Ongedaan maken: agenda (1 punt)")
        assert titles(botu_store) == before
        assert field(page, f"Onderwerp: {before[0]}").value == before[0]

    def test_nothing_changed_is_no_change(self, evening, botu_store):
        page, last = evening(), botu_store.reader().last_change
        press(page, "Agenda opslaan")
        assert botu_store.reader().last_change == last
        assert "Er is niets veranderd." in words(page)

    def test_a_new_point_comes_last_and_the_next_can_be_typed_at_once(self, evening, botu_store):
        page, before = evening(), titles(botu_store)
        for title in ("Warmte", "Groen"):
            field(page, "Nieuw punt").set_value(title)
            button(page, "agenda-new").click().run()
        assert titles(botu_store) == [*before, "Warmte", "Groen"]
        assert field(page, "Nieuw punt").value == ""

    def test_a_new_point_comes_before_the_closing(self, evening, botu_store):
        page, before = evening(), titles(botu_store)
        close_with(botu_store, "Afsluiting")
        page = evening()
        field(page, "Nieuw punt").set_value("Warmte")
        button(page, "agenda-new").click().run()
        assert titles(botu_store) == [*before, "Warmte", "Afsluiting"]
        # The closing moved by our own doing: nothing is asked about it.
        field(page, f"Onderwerp: {before[0]}").set_value("Anders")
        field(page, "Onderwerp: Afsluiting").set_value("Slot")
        press(page, "Agenda opslaan")
        assert titles(botu_store) == ["Anders", *before[1:], "Warmte", "Slot"]

    def test_what_is_proposed_comes_before_the_closing_too(self, evening, botu_store):
        before = titles(botu_store)
        close_with(botu_store, "Afsluiting")
        page = evening()
        page.session_state[open_key(PLANNED, 0)] = True
        page.run()
        for box in [box for box in page.checkbox if " · " in box.label]:
            box.set_value("Acties die te laat zijn" in box.label)
        press(page, "Zet deze punten op de agenda")
        assert titles(botu_store) == [*before, "Acties die te laat zijn", "Afsluiting"]

    def test_a_new_point_that_is_undone_is_gone_from_the_agenda(self, evening, botu_store):
        page, before = evening(), titles(botu_store)
        field(page, "Nieuw punt").set_value("Warmte")
        button(page, "agenda-new").click().run()
        press(page, "Ongedaan maken: agendapunt Warmte")
        assert titles(botu_store) == before
        assert [one.label for one in page.text_input if one.label == "Onderwerp: Warmte"] == []
        press(page, "Opnieuw doen: agendapunt Warmte")
        assert field(page, "Onderwerp: Warmte").value == "Warmte"

    def test_after_a_point_went_the_others_count_on(self, evening, botu_store, visit_store):
        page = evening()
        next(box for box in page.checkbox if box.label == "Haal weg").check()
        press(page, "Agenda opslaan")
        shown = words(visit_store(f"bijeenkomst?nummer={PLANNED}", botu_store))
        left = titles(botu_store)
        assert all(f"{n}. {title}" in shown for n, title in enumerate(left, start=1))

    def test_who_saves_second_sees_what_the_first_saved_and_loses_nothing(self, evening, botu_store):
        anna, bilal = evening(), evening()
        first, second = titles(botu_store)[:2]
        field(anna, f"Onderwerp: {first}").set_value("Van Anna")
        press(anna, "Agenda opslaan")
        field(bilal, f"Onderwerp: {first}").set_value("Van Bilal")
        field(bilal, f"Onderwerp: {second}").set_value("Ook van Bilal")
        press(bilal, "Agenda opslaan")
        assert titles(botu_store)[:2] == ["Van Anna", second]
        shown = words(bilal)
        assert "Iemand anders heeft dit veranderd terwijl u typte." in shown
        assert "Er staat nu: Van Anna" in shown
        assert field(bilal, "Onderwerp: Van Anna").value == "Van Bilal"
        press(bilal, "Agenda opslaan")
        assert titles(botu_store)[:2] == ["Van Bilal", "Ook van Bilal"]

    def test_who_takes_over_what_the_other_saved_keeps_it(self, evening, botu_store):
        anna, bilal = evening(), evening()
        first, second = titles(botu_store)[:2]
        field(anna, f"Onderwerp: {first}").set_value("Van Anna")
        press(anna, "Agenda opslaan")
        field(bilal, f"Onderwerp: {first}").set_value("Van Bilal")
        field(bilal, f"Onderwerp: {second}").set_value("Ook van Bilal")
        press(bilal, "Agenda opslaan")
        next(box for box in bilal.checkbox if box.label.startswith("Neem dit over")).check()
        press(bilal, "Agenda opslaan")
        assert titles(botu_store)[:2] == ["Van Anna", "Ook van Bilal"]
        assert field(bilal, "Onderwerp: Van Anna").value == "Van Anna"

    def test_other_points_do_not_meet(self, evening, botu_store):
        anna, bilal = evening(), evening()
        first, second = titles(botu_store)[:2]
        field(anna, f"Onderwerp: {first}").set_value("Van Anna")
        press(anna, "Agenda opslaan")
        field(bilal, f"Onderwerp: {second}").set_value("Van Bilal")
        press(bilal, "Agenda opslaan")
        assert titles(botu_store)[:2] == ["Van Anna", "Van Bilal"]


class TestPapers:
    def add(self, page, title, link):
        [one] = [one for one in page.text_input if one.label == "Titel"]
        one.set_value(title)
        [one] = [one for one in page.text_input if one.label == "Link"]
        one.set_value(link)
        press(page, "Voeg dit stuk toe")

    @pytest.mark.parametrize(
        ("title", "link", "said"),
        [
            ("", "", "Geef het stuk een titel."),
            ("Plan", "", "Er is nog niets opgeslagen. Geef een link of een bestand."),
            ("Plan", "www.wijk.nl", "Een link begint met https:// of http://."),
        ],
    )
    def test_what_is_wrong_is_said_once(self, evening, title, link, said):
        page = evening()
        self.add(page, title, link)
        assert words(page).count(said) == 1
        assert "Deze cel" not in words(page)

    def test_a_link_stands_with_its_point(self, evening, botu_store):
        page, first = evening(), titles(botu_store)[0]
        self.add(page, "Plan", "https://wijk.nl")
        assert f"{first}: Plan" in words(page)


class TestAttendance:
    def counts(self, store, number=PLANNED):
        return {
            one.key[1]: (one.values["count"], one.values["first_time_count"])
            for one in rows(store, "attendance", number)
        }

    def fill(self, page, **groups):
        for word, (count, new) in groups.items():
            field(page, f"Aantal: {word}").set_value(count)
            field(page, f"Voor het eerst: {word}").set_value(new)
        press(page, "Aanwezigen opslaan")

    def test_it_is_one_grid_and_one_change_and_empty_is_not_counted(self, evening, botu_store):
        page = evening()
        self.fill(page, bewoner=("12", "3"), gemeente=("4", ""))
        assert self.counts(botu_store) == {"resident": ("12", "3"), "municipality": ("4", "0")}
        assert len({one.change_set for one in rows(botu_store, "attendance")}) == 1
        assert "Samen: 16 mensen." in words(page)
        self.fill(page, bewoner=("13", "3"), gemeente=("", ""))
        assert self.counts(botu_store) == {"resident": ("13", "3")}

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            (("tien", ""), "bewoner: "),
            (("2", "3"), "Er zijn meer mensen voor het eerst dan er in totaal zijn."),
            (("-1", ""), "Er is nog niets opgeslagen."),
            (("1,5", ""), "geen heel getal"),
        ],
    )
    def test_what_cannot_be_is_refused_with_a_sentence(self, evening, botu_store, typed, sentence):
        page = evening()
        self.fill(page, bewoner=typed)
        assert self.counts(botu_store) == {}
        assert sentence in words(page)

    def test_parties_are_invited_together(self, evening, botu_store):
        page = evening()
        [choice] = page.multiselect
        choice.set_value(["GEM", "HAV"])
        press(page, "Uitnodigingen opslaan")
        assert [one.key[1] for one in rows(botu_store, "invited_party")] == ["GEM", "HAV"]
        [choice] = page.multiselect
        choice.set_value(["HAV", "ENE"])
        press(page, "Uitnodigingen opslaan")
        assert [one.key[1] for one in rows(botu_store, "invited_party")] == ["ENE", "HAV"]


class TestCards:
    def open(self, evening):
        page = evening()
        TestAttendance().fill(page, bewoner=("6", ""), gemeente=("2", ""))
        [toggle] = [one for one in page.toggle if one.label.startswith("Vul kaarten")]
        return toggle.set_value(True).run()

    def cells(self, page, group):
        return [one for one in page.text_input if f", {group}: score " in one.label]

    def answers(self, store):
        found = rows(store, "card_answer")
        return {one.key[2:]: one.values["count"] for one in found if one.values["count"] != "0"}

    def test_all_cards_are_saved_as_one_change(self, evening, botu_store):
        page = self.open(evening)
        cells = self.cells(page, "bewoner")
        assert len(cells) % 5 == 0
        for cell in (cells[3], cells[8]):
            cell.set_value("6")
        press(page, "Alle kaarten opslaan")
        found = rows(botu_store, "card_answer")
        assert [(one.key[2], one.key[3], one.values["count"]) for one in found] == [
            ("resident", "4", "6"),
            ("resident", "4", "6"),
        ]
        assert len({one.change_set for one in found}) == 1
        assert len({one.key[1] for one in found}) == 2

    def test_only_groups_that_came_are_asked(self, evening):
        page = self.open(evening)
        assert self.cells(page, "bewoner")
        assert not self.cells(page, "corporatie")

    def test_more_answers_than_people_are_asked_about_before_they_are_saved(self, evening, botu_store):
        page = self.open(evening)
        self.cells(page, "gemeente")[4].set_value("3")
        press(page, "Alle kaarten opslaan")
        assert "3 antwoorden van gemeente, maar er waren 2 mensen." in words(page)
        assert self.answers(botu_store) == {}
        next(box for box in page.checkbox if box.label == "Ja, deze aantallen kloppen").check()
        press(page, "Alle kaarten opslaan")
        assert self.answers(botu_store) == {("municipality", "5"): "3"}

    def test_who_is_sure_of_one_thing_is_asked_about_another(self, evening, botu_store):
        page = self.open(evening)
        self.cells(page, "gemeente")[4].set_value("3")
        press(page, "Alle kaarten opslaan")
        next(box for box in page.checkbox if box.label == "Ja, deze aantallen kloppen").check()
        self.cells(page, "bewoner")[0].set_value("70")
        press(page, "Alle kaarten opslaan")
        assert "70 antwoorden van bewoner" in words(page)
        assert self.answers(botu_store) == {}

    def test_the_ways_that_answers_came_are_counted_and_add_up(self, evening, botu_store):
        page = self.open(evening)
        self.cells(page, "bewoner")[0].set_value("5")
        paper = next(one for one in page.text_input if one.label.endswith(": papier"))
        paper.set_value("4")
        press(page, "Alle kaarten opslaan")
        assert "telefoon, papier en handen zijn samen 4, maar er zijn 5 antwoorden." in words(page)
        paper = next(one for one in page.text_input if one.label.endswith(": papier"))
        paper.set_value("5")
        press(page, "Alle kaarten opslaan")
        [way] = rows(botu_store, "card_channel")
        assert (way.key[2], way.values["count"]) == ("paper", "5")

    def test_what_is_no_number_is_said_with_its_card(self, evening, botu_store):
        page = self.open(evening)
        self.cells(page, "bewoner")[0].set_value("veel")
        press(page, "Alle kaarten opslaan")
        assert "Er is nog niets opgeslagen. W" in words(page) or "Er is nog niets opgeslagen. D" in words(
            page
        )
        assert self.answers(botu_store) == {}


class TestPoints:
    def choose(self, page, what):
        [chosen] = [one for one in page.get("button_group") if one.label == "Wat schrijft u op?"]
        return chosen.set_value(what).run()

    def test_what_is_said_hangs_on_the_chosen_point_and_its_value(self, evening, botu_store):
        page = self.choose(evening(), "remark")
        point = points(botu_store)[1]
        [radio] = page.radio
        radio.set_value(point.key[0]).run()
        for text in ("Het is koud", "De brief was duidelijk"):
            field(page, "Wat er gezegd is").set_value(text)
            button(page, "points-remark").click().run()
        found = rows(botu_store, "remark")
        assert [one.values["text"] for one in found] == ["Het is koud", "De brief was duidelijk"]
        assert {one.values["agenda_item_number"] for one in found} == {point.key[0]}
        assert {one.values["commitment_code"] for one in found} == {point.values["commitment_code"]}
        shown = words(page)
        assert "Het is koud" in shown
        assert field(page, "Wat er gezegd is").value == ""

    @pytest.mark.parametrize(
        ("table", "label", "day"),
        [
            ("decision", "Besluit", "decided_on"),
            ("action", "Actie", "agreed_on"),
            ("withheld", "Wat kunnen we nog niet delen?", ""),
            ("idea", "Idee", "submitted_on"),
        ],
    )
    def test_each_thing_is_added_in_place(self, evening, botu_store, table, label, day):
        page = self.choose(evening(), table)
        field(page, label).set_value("Wij doen dit")
        button(page, f"points-{table}").click().run()
        assert is_fine(page)
        found = [
            one for one in list_records(botu_store.whole(), table) if one.values["text"] == "Wij doen dit"
        ]
        assert len(found) == 1
        if day:
            assert found[0].values[day] == stored(botu_store, "meeting", PLANNED).values["held_on"]

    def test_an_empty_text_is_not_saved(self, evening, botu_store):
        page = self.choose(evening(), "remark")
        button(page, "points-remark").click().run()
        assert "Er staat nog niets. Typ eerst een tekst." in words(page)
        assert not rows(botu_store, "remark")

    def test_what_cannot_be_stays_in_the_form(self, evening, botu_store):
        page = self.choose(evening(), "action")
        field(page, "Actie").set_value("Bel de school")
        next(one for one in page.date_input if one.label.startswith("Klaar voor")).set_value(date(2020, 1, 1))
        button(page, "points-action").click().run()
        assert "De actie moet klaar zijn voor zij is afgesproken." in words(page)
        assert field(page, "Actie").value == "Bel de school"

    def test_one_press_says_how_a_point_ended(self, evening, botu_store):
        page = evening()
        [chosen] = [one for one in page.get("button_group") if one.label == "Hoe liep het af?"]
        chosen.set_value("next_time")
        page.run()
        assert points(botu_store)[0].values["outcome"] == "next_time"


def test_a_meeting_of_today_is_held_with_one_press(evening, botu_store, monkeypatch):
    page = evening()
    assert "Deze bijeenkomst is gehouden" not in [one.label for one in page.button]
    be_at(monkeypatch, date(2026, 12, 10))
    page = evening()
    press(page, "Deze bijeenkomst is gehouden")
    meeting = stored(botu_store, "meeting", PLANNED)
    assert meeting.values["status"] == "held"
    assert (meeting.values["closed_at"] or "").startswith("2026-12-10")


def one_key(page, step, place):
    """The key of the button that moves the point at this place."""
    found = [one.key for one in page.button if one.key and f"|{step}|" in one.key]
    return found[place - 1 if step == "up" else place]


def button(page, place):
    """The button of a short form."""
    [found] = [
        one for one in page.button if one.label == "Opslaan en nog een" and place in str(one.proto.form_id)
    ]
    return found
