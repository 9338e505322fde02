"""Of what an organisation tells, only what the dashboard asks goes into cookies."""

import json

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.accounts.access import Access
from sok_metrics.tasks.accounts.sign_in import find_account
from sok_metrics.web.organisation import small

CLAIMS = {
    "sub": "8f1c", "name": "Els Bakker", "email": "els@wijk.example", "email_verified": True, "xms_edov": "1",
}  # fmt: skip
ALL = {
    **CLAIMS,
    "groups": [f"{number:036d}" for number in range(400)],
    "phone_number": "010",
    "picture": "x" * 9_000,
}


def test_groups_and_pictures_stay_behind():
    assert small({"userinfo": ALL, "access_token": "secret", "expires_in": 60}) == {"userinfo": CLAIMS}


def test_somebody_in_400_groups_fits_in_one_cookie():
    assert len(json.dumps(ALL)) > 16_000
    assert len(json.dumps(small({"userinfo": ALL, "id_token": "x" * 25_000}))) < 300


def test_what_signing_out_needs_is_kept_while_it_is_short():
    assert small({"userinfo": CLAIMS, "id_token": "x" * 1_900})["id_token"] == "x" * 1_900


def test_a_claim_that_is_no_short_text_does_not_count():
    odd = {
        "sub": "8f1c",
        "email": "e" * 400 + "@wijk.example",
        "name": {"given": "Els"},
        "email_verified": None,
    }
    assert small({"userinfo": odd}) == {"userinfo": {"sub": "8f1c"}}
    assert small({}) == {"userinfo": {}}


def test_the_role_is_found_with_what_is_left():
    access = Access(roles={"els@wijk.example": Role.EDITOR})
    claims = {"is_logged_in": True, **small({"userinfo": ALL})["userinfo"]}
    account = find_account(access, {}, claims, now=0.0)
    assert account is not None
    assert (account.name, account.role) == ("Els Bakker", Role.EDITOR)
