"""The page of a value, goal or rule."""

import pytest


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("doelen?code=D2", "Dit doel op een A4"),
        ("waarden?code=W1", "Deze waarde op een A4"),
        ("afspraken?code=S1", "Deze afspraak op een A4"),
    ],
)
def test_each_can_be_had_on_one_sheet_of_paper(visit, address, label):
    [button] = [one for one in visit(address, "botu").get("link_button") if "/a4.pdf" in one.url]
    assert (button.label, button.url.rsplit("=", 1)[1]) == (label, address.rsplit("=", 1)[1])
