"""What the checks read from the store: the same filters as every page, and consent as it holds."""

from datetime import date, datetime

from sok_metrics.nouns.model import View
from sok_metrics.nouns.outcomes import CheckStatus, RuleName
from sok_metrics.store.queries.agreement_checks import read_check_records
from sok_metrics.views.agreement_checks import check_rules
from sok_metrics.views.agreement_checks.period import period_of

TODAY = date(2026, 11, 22)


def statuses(store, year, *, today=TODAY, view=None):
    """The status of each rule of BoTu."""
    period = period_of(year, today, date(2021, 12, 31), date(2028, 12, 31))
    records = read_check_records(store.reader(view or View()), period)
    return {rule.code: rule for rule in check_rules(records, year, today=today)}


def test_botu_in_2024_had_two_of_three_reviews(read_only_stores):
    rule = statuses(read_only_stores("botu"), 2024)["O1"]
    assert rule.status is CheckStatus.BROKEN
    assert (rule.parts[0].found, rule.parts[0].required) == (2, 3)
    assert rule.has_examples


def test_as_it_was_known_in_2024_the_third_review_could_still_come(read_only_stores):
    view = View(as_of=datetime(2024, 11, 1, 22, 59))
    rule = statuses(read_only_stores("botu"), 2024, today=date(2024, 11, 1), view=view)["O1"]
    assert rule.status is CheckStatus.ON_WAY


def test_every_rule_of_botu_can_be_checked(read_only_stores):
    for year in range(2022, 2027):
        found = statuses(read_only_stores("botu"), year)
        assert list(found) == [f"O{n}" for n in range(1, 11)]
        assert CheckStatus.CANNOT_CHECK not in {rule.status for rule in found.values()}


def test_without_examples_no_meeting_was_held(read_only_stores):
    found = statuses(read_only_stores("botu"), 2024, view=View(with_examples=False))
    assert found["O1"].parts[0].found == 0
    assert not any(rule.has_examples for rule in found.values())


def test_an_empty_store_has_no_rules(read_only_stores):
    assert statuses(read_only_stores("bare"), 2026) == {}


def test_a_contact_whose_consent_is_withdrawn_does_not_count(store, put):
    put("agreement_version", {"number": 1, "title": "Eerste", "valid_from": date(2021, 1, 1)})
    put("commitment", {"code": "X1", "kind": "organisation_rule"})
    put("commitment_text", {"commitment_code": "X1", "agreement_version": 1, "position": 1, "title": "Wie"})
    put(
        "rule_parameter",
        {"commitment_code": "X1", "agreement_version": 1, "name": RuleName.CONTACTS.value, "value": 1.0},
    )
    put("person", {"code": "A", "role": "contact", "name": "Iemand", "phone": "010"})
    put("project", {"code": "P1", "title": "Zon", "status": "running", "contact_person_code": "A"})
    assert statuses(store, 2026)["X1"].status is CheckStatus.BROKEN
    given = {"person_code": "A", "given_on": date(2026, 1, 1)}
    put("consent", {**given, "field": "name"}, {**given, "field": "phone"})
    assert statuses(store, 2026)["X1"].status is CheckStatus.KEPT
    assert statuses(store, 2025)["X1"].status is CheckStatus.BROKEN
    put("consent", {**given, "field": "phone", "withdrawn_on": date(2026, 6, 1)})
    assert statuses(store, 2026)["X1"].status is CheckStatus.BROKEN


def test_the_numbers_of_the_version_that_was_valid_then_count(store, put):
    put("agreement_version", {"number": 1, "title": "Eerste", "valid_from": date(2021, 1, 1)})
    put("agreement_version", {"number": 2, "title": "Tweede", "valid_from": date(2025, 7, 1)})
    put("commitment", {"code": "X1", "kind": "organisation_rule"})
    for version, value in ((1, 3.0), (2, 2.0)):
        key = {"commitment_code": "X1", "agreement_version": version}
        put("commitment_text", {**key, "position": 1, "title": "Vaak"})
        put("rule_parameter", {**key, "name": RuleName.REVIEWS.value, "value": value})
    assert [statuses(store, year)["X1"].parts[0].required for year in (2024, 2025)] == [3, 2]
