"""What a page and a file tell of projects together."""

import pandas as pd

from sok_metrics.views.project import with_next_milestones

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
