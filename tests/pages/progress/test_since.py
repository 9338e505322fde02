"""The page Sinds de vorige keer, and its block on the overview."""

from datetime import date

import pytest

from sok_metrics.ui.parts import comparison
from sok_metrics.views.since.compare import changes_between
from tests.pages.visits import headline, words
from tests.store.rows import indicator, measurement, meeting, save, series

EARLY = "2026-01-05 12:00:00"
AUTUMN = "Sinds 17 september 2026 gaan 2 indicatoren beter; er zijn 10 nieuwe metingen."


def test_the_sentence_counts_since_the_last_review(visit):
    page = visit("sinds")
    assert headline(page) == AUTUMN
    said = words(page)
    assert "We vergelijken met het einde van: Voortgangsbijeenkomst herfst 2026." in said
    assert said.index("Beter (2)") < said.index("Nieuw (14)") < said.index("Klaar (2)")
    assert "loopt iets achter] → [ op schema" in said
    assert "€ 2.500,00 betaald op 20 okt 2026" in said


def test_two_days_can_be_chosen_in_the_address(visit):
    page = visit("sinds?van=2026-03-19&tot=2026-05-01")
    assert headline(page) == (
        "Tussen 19 maart 2026 en 1 mei 2026 ging geen indicator beter of slechter; "
        "er kwamen 8 nieuwe metingen bij."
    )


def test_choosing_a_day_puts_it_in_the_address(visit):
    page = visit("sinds")
    [start] = [one for one in page.main.date_input if one.label == "Van"]
    start.set_value(date(2026, 3, 19)).run()
    assert page.query_params["van"] == "2026-03-19"
    assert headline(page).startswith("Sinds 19 maart 2026 ")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("van=2026-02-30", "'2026-02-30' is geen datum."),
        ("van=gisteren", "'gisteren' is geen datum."),
        ("tot=0", "'0' is geen datum."),
        ("tot=2031-01-01", "1 januari 2031 ligt na 22 november 2026"),
        ("van=2026-11-22", "22 november 2026 is niet eerder dan 22 november 2026."),
        ("van=2026-06-01&tot=2026-05-01", "1 juni 2026 is niet eerder dan 1 mei 2026."),
        ("van=0001-01-01", "is te lang geleden."),
        ("van=" + "9" * 5000, "is geen datum."),
        ("van=<script>", "'<script>' is geen datum."),
    ],
)
def test_a_day_that_cannot_be_gets_a_clear_sentence(visit, address, said):
    page = visit(f"sinds?{address}")
    assert not page.exception
    assert said in words(page)
    assert headline(page).startswith(("Sinds 17 september 2026", "Tussen 19 maart 2026 en 1 mei 2026"))


def test_an_empty_day_is_no_day(visit):
    assert headline(visit("sinds?van=&tot=")) == AUTUMN


def test_a_day_in_the_past_compares_with_the_review_before_it(visit):
    page = visit("sinds?op=2026-09-17")
    assert headline(page).startswith("Sinds 19 maart 2026 ")
    assert "ligt na 17 september 2026" in words(visit("sinds?op=2026-09-17&tot=2026-10-01"))


def test_far_back_everything_is_new_and_long_lists_stand_in_a_table(visit):
    page = visit("sinds?van=2021-01-01")
    assert not page.exception
    assert "in een tabel" in words(page)


def test_without_reviews_four_months_are_compared(visit):
    page = visit("sinds", "real")
    assert headline(page) == "Sinds 22 juli 2026 is er niets veranderd."
    assert "Er is nog geen voortgangsbijeenkomst gehouden." in words(page)


def test_an_empty_store_says_what_to_do_first(visit):
    page = visit("sinds", "empty")
    assert not page.exception
    assert headline(page) == "Nog geen afspraken"


def test_the_overview_has_the_same_numbers_in_short(visit):
    said = words(visit("overzicht"))
    assert "Sinds de vorige keer" in said
    assert "2 beter · 0 slechter" in said
    assert "10 nieuwe metingen sinds 17 sep 2026" in said


def test_a_comparison_is_made_once_per_state_of_the_store(visit, monkeypatch):
    made = []

    def compare(*states):
        made.append(states)
        return changes_between(*states)

    monkeypatch.setattr(comparison, "changes_between", compare)
    for address in ("sinds?van=2024-01-03", "overzicht", "sinds?van=2024-01-03", "overzicht"):
        visit(address)
    assert len(made) <= 2


def test_a_correction_shows_both_figures_and_its_reason(visit_store, real_store):
    save(
        real_store,
        indicator=[indicator("TST-01", name="Proefmeting", recorded_at=EARLY)],
        series=[series("TST-01", indicator_code="TST-01", recorded_at=EARLY)],
        measurement=[measurement(value="10", series_code="TST-01", recorded_at=EARLY)],
        meeting=[meeting(900, "2026-02-01", closed_at="2026-02-01 20:00:00")],
    )
    save(
        real_store,
        measurement=[
            measurement(
                value="12",
                series_code="TST-01",
                correction_reason="<b>dubbel</b> geteld",
                recorded_at="2026-03-05 12:00:00",
            )
        ],
    )
    said = words(visit_store("sinds", real_store))
    assert "verbeterd van 10 stuks naar 12 stuks (<b>dubbel</b> geteld)" in said


def test_the_worst_area_counts_and_the_page_says_so(visit_store, real_store):
    codes = ("TST-01", "TST-01-BO", "TST-01-TU")
    save(
        real_store,
        indicator=[indicator("TST-01", name="Proefmeting", direction="lower", recorded_at=EARLY)],
        series=[
            series(code, indicator_code="TST-01", recorded_at=EARLY)
            | {"role": "main" if code == "TST-01" else "other", "group_name": "", "edition": ""}
            | {"area_code": place, "target_value": "5", "target_date": "2030-12-31"}
            | {"baseline_value": "10", "baseline_date": "2024-12-31"}
            for code, place in zip(codes, _areas(real_store), strict=True)
        ],
        measurement=[
            measurement(value="8", series_code=code, recorded_at=EARLY, period_end="2025-12-31")
            | {"period_start": "2025-12-31"}
            for code in codes
        ],
        meeting=[meeting(900, "2026-02-01", closed_at="2026-02-01 20:00:00")],
    )
    row = measurement(value="14", series_code=codes[2], period_end="2026-10-31")
    save(real_store, measurement=[row | {"period_start": "2026-10-31"}])
    page = visit_store("sinds", real_store)
    assert headline(page).startswith("Sinds 1 februari 2026 gaat 1 indicator slechter")
    said = words(page)
    assert "zijn er cijfers per gebied. Daarvan telt" in said
    assert "(dat was " in said


def _areas(store):
    return [row["code"] for row in store.whole().rows("SELECT code FROM area ORDER BY code")][:3]
