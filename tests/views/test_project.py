"""What a page and a file tell of projects together."""

from decimal import Decimal

import pandas as pd

from sok_metrics.views.project import Lack, count_projects, gather_projects, with_next_milestones

PROJECTS = pd.DataFrame({"code": ["P1", "P2"]})


def test_projects_without_any_milestone_have_no_next_one():
    none = pd.DataFrame({"project_code": [], "title": [], "state": []}, dtype=object)
    found = with_next_milestones(PROJECTS, none.assign(due_on=pd.Series([], dtype="datetime64[us]")))
    assert found["next_milestone"].isna().all()
    assert found["next_milestone_on"].isna().all()


def test_each_project_has_its_own_next_milestone():
    rows = [("P2", "Later", "2027-01-01"), ("P2", "Nog later", "2027-02-01")]
    milestones = pd.DataFrame(rows, columns=["project_code", "title", "due_on"]).assign(state="ahead")
    found = with_next_milestones(PROJECTS, milestones.assign(due_on=pd.to_datetime(milestones["due_on"])))
    assert found["next_milestone"].tolist()[1] == "Later"
    assert found["next_milestone_on"].isna().tolist() == [True, False]


FRAMES = "milestones indicators cards commitments parties actions decisions remarks"


def gathered(*rows, followed=(), **parts):
    listed = pd.DataFrame(rows, columns=["code", "status", "plan", "contact_role"])
    nothing = dict.fromkeys(FRAMES.split(), pd.DataFrame(columns=["project_code", "title", "state"]))
    nothing["funds"] = pd.DataFrame(columns=["project_code", "granted", "paid"])
    nothing["other_money"] = pd.DataFrame(columns=["project_code", "kind", "amount"])
    links = pd.DataFrame(followed, columns=["project_code", "indicator_code"])
    return gather_projects(listed, nothing | parts, links)


def test_projects_stand_in_the_order_of_their_numbers():
    codes = ["P10", "P2", "ZON", "P2b", "A1"]
    found = gathered(*((code, "plan", "plan", "trekker") for code in codes))
    assert [one.project.code for one in found] == ["A1", "P2", "P2b", "P10", "ZON"]


def test_a_project_that_is_not_over_lacks_what_is_not_there():
    found = gathered(
        ("P1", "running", None, None), ("P2", "running", "plan", "trekker"), ("P3", "finished", None, None),
        ("P4", "plan", "plan", " "), followed=[("P4", "I"), ("P9", "I")],
    )  # fmt: skip
    assert [one.lacks for one in found] == [
        (Lack.PLAN, Lack.CONTACT, Lack.INDICATOR), (Lack.INDICATOR,), (), (Lack.CONTACT,),
    ]  # fmt: skip


def test_a_project_has_its_own_money_and_its_late_milestones_until_it_is_over():
    late = [("P1", "a", "reached"), ("P1", "b", "late"), ("P1", "c", "late"), ("P2", "d", "late")]
    money = [("P1", Decimal("1.10"), Decimal("0.10")), ("P1", Decimal("2.20"), Decimal("0.20")),
             ("P2", Decimal(9), Decimal(9))]  # fmt: skip
    found = gathered(
        ("P1", "running", "plan", "trekker"), ("P2", "stopped", None, None),
        ("P3", "running", None, "trekker"), followed=[("P1", "I")],
        milestones=pd.DataFrame(late, columns=["project_code", "title", "state"]),
        funds=pd.DataFrame(money, columns=["project_code", "granted", "paid"]),
        other_money=pd.DataFrame([("P1", Decimal("4.05"))], columns=["project_code", "amount"]),
    )  # fmt: skip
    first, stopped, bare = found
    assert (first.granted, first.paid, bare.granted) == (Decimal("3.30"), Decimal("0.30"), Decimal("0.00"))
    assert [one.all_money for one in found] == [Decimal("7.35"), Decimal(9), Decimal("0.00")]
    assert [one.late_milestones for one in found] == [2, 0, 0]
    assert (first.next_milestone.title, stopped.next_milestone.title, bare.next_milestone) == ("b", "d", None)
    assert len(list(first.frames())) == len(FRAMES.split()) + 2
    counts = count_projects(found)
    assert (dict(counts.by_status), counts.incomplete, counts.late) == ({"running": 2, "stopped": 1}, 1, 1)
