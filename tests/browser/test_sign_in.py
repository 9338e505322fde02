"""Signing in, as a new user finds it: the first passphrase, a reload, a restart, wrong tries, signing out."""

import pytest
from oidc_provider_mock import User, run_server_in_thread

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.accounts.access import change_access
from tests.browser.serving import PASSPHRASES, free_port, open_page, serve, sign_in, wait_until_drawn
from tests.browser.test_accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.full]

PASSPHRASE = "vier gewone woorden achter elkaar"


def test_the_first_passphrase_lasts_over_a_reload_and_a_restart_until_one_signs_out(chromium, real_store):
    database = real_store.path
    real_store.close()
    port = free_port()
    with serve(database, port=port, with_passphrases=False) as url:
        page = open_page(chromium, f"{url}/acties?voorbeelden=nee", "full-hd")
        page.get_by_role("link", name="Kies een wachtzin").click()
        choose(page, "te kort")
        assert "minstens 12 tekens; deze heeft er 7" in page.inner_text("main")
        assert page.input_value("#naam") == "Jan de Vries"
        choose(page, PASSPHRASE)
        wait_until_drawn(page)
        assert page.url == f"{url}/acties?voorbeelden=nee"
        page.reload()
        wait_until_drawn(page)
        assert who(page) == "Jan de Vries"
        assert all(cookie["httpOnly"] for cookie in page.context.cookies() if "sok_" in cookie["name"])
    with serve(database, port=port) as url:
        page.goto(f"{url}/acties")
        wait_until_drawn(page)
        assert who(page) == "Jan de Vries"
        page.get_by_role("button", name="Jan de Vries").click()
        page.get_by_role("link", name="Afmelden").click()
        page.wait_for_selector("text=Aanmelden")
        wait_until_drawn(page)
        assert who(page) == "Aanmelden"
    log = database.with_suffix(".log").read_text(encoding="utf-8")
    for text in (PASSPHRASE, "te kort", "Jan de Vries"):
        assert text not in log
    assert PASSPHRASE.encode() not in database.read_bytes()


def test_after_a_wrong_passphrase_one_reads_so_and_then_gets_in(visit):
    page = visit("acties", "real", "phone")
    page.locator(".st-key-header-corner a").click()
    page.get_by_label("Uw naam").fill("Els")
    page.get_by_label("Wachtzin").fill("niet de goede wachtzin")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Deze wachtzin klopt niet. Probeer het opnieuw.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page)["ours"] == []
    page.get_by_label("Wachtzin").fill(PASSPHRASES[Role.EDITOR])
    page.keyboard.press("Enter")
    wait_until_drawn(page)
    assert page.locator(".st-key-header-corner [data-testid=stIconMaterial]").first.is_visible()
    page.goto(page.url.replace("acties", "toegang"))
    wait_until_drawn(page)
    assert "U hoort bij de redactie" in page.inner_text("[data-testid=stMain]")


def test_an_open_page_no_longer_signs_in_after_signing_out_elsewhere(visit):
    page = visit("toegang", "real", "full-hd")
    sign_in(page, Role.ADMINISTRATOR, "Els")
    other = page.context.new_page()
    other.goto(page.url)
    wait_until_drawn(other)
    other.get_by_test_id("stMain").get_by_role("link", name="Afmelden").click()
    wait_until_drawn(other)
    page.get_by_role("link", name="Overzicht").first.click()
    wait_until_drawn(page)
    assert who(page) == "Aanmelden"


def test_an_account_of_an_organisation_gets_the_role_of_its_address(chromium, real_store, tmp_path):
    database = real_store.path
    real_store.close()
    change_access(database, lambda access: access.with_role("els@wijk.example", Role.EDITOR))
    port = free_port()
    els = User(sub="els", claims={"email": "Els@wijk.example", "email_verified": True, "name": "Els Bakker"})
    jan = User(sub="jan", claims={"email": "els@wijk.example", "email_verified": False, "name": "Jan"})
    with run_server_in_thread(user_claims=[els, jan]) as provider:
        secrets = tmp_path / "secrets.toml"
        secrets.write_text(SECRETS.format(port=port, provider=provider.server_port), encoding="utf-8")
        with serve(database, port=port, options=("--secrets.files", str(secrets))) as url:
            page = open_page(chromium, f"{url}/toegang", "full-hd")
            sign_in_at_organisation(page, "jan")
            assert who(page) == "Jan"
            page.goto(f"{url}/toegang")
            wait_until_drawn(page)
            assert "U kijkt mee" in page.inner_text("[data-testid=stMain]")
            page.get_by_test_id("stMain").get_by_role("button", name="Afmelden").click()
            page.get_by_role("button", name="End session").click()
            wait_until_drawn(page)
            assert who(page) == "Aanmelden"
            page.locator(".st-key-header-corner a").click()
            sign_in_at_organisation(page, "els")
            assert who(page) == "Els Bakker"
            page.goto(f"{url}/toegang")
            wait_until_drawn(page)
            assert "U hoort bij de redactie" in page.inner_text("[data-testid=stMain]")
            page.evaluate("window.sameTab = true")
            change_access(database, lambda access: access.with_role("els@wijk.example", None))
            page.keyboard.press("r")  # Streamlit: let the page run again, in the same tab
            page.get_by_test_id("stMain").get_by_text("U kijkt mee").wait_for()
            assert page.evaluate("window.sameTab")
            assert who(page) == "Els Bakker"


def choose(page, passphrase):
    page.get_by_label("Uw naam").fill("Jan de Vries")
    page.get_by_label("Wachtzin", exact=True).fill(passphrase)
    page.get_by_label("Nog een keer").fill(passphrase)
    page.get_by_role("button", name="Wachtzin bewaren").click()
    page.wait_for_load_state()


def who(page):
    return page.locator(".st-key-header-corner p").first.inner_text()


SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of the tests, long enough to sign with"
client_id = "sok"
client_secret = "another secret of the tests"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
"""


def sign_in_at_organisation(page, user):
    page.get_by_role("button", name="Aanmelden via uw organisatie").click()
    page.get_by_role("button", name=user, exact=True).click()
    page.wait_for_selector(".st-key-header-corner")
    wait_until_drawn(page)
