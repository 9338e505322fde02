"""How long a save takes as somebody in a browser feels it, beside a bare Streamlit form with as many fields.

From the click on the button until the sentence that it was saved stands there: the evening's grid with
all of its rows (`measuring`) and the form of one project (`project`), in turns with the bare forms.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page

from sok_metrics.nouns.model import Role
from tests.browser.serving import ROOT, browser, open_page, serve, sign_in, wait_until_drawn

BARE_FORM = ROOT / "benchmarks" / "bare_form.py"
SAVES = 20
AIM = 1.5
"""Our p95 over that of the bare form."""
_MEASURING = "/metingen-invullen"
_PROJECT = "/project?code=P2"
_FIELD = "Nieuw: Mensen met bijstand (Bospolder)"
_FIELDS = """() => document.querySelectorAll(
    '[class*="st-key-form-"] :is([data-testid="stTextInput"], [data-testid="stTextArea"],'
    + '[data-testid="stSelectbox"], [data-testid="stDateInput"], [data-testid="stMultiSelect"])').length"""

# In the page itself, so that the messages of the driver do not count.
_SAVE = """([label, sentence]) => new Promise((resolve, reject) => {
    const stands = () => [...document.querySelectorAll('[data-testid="stAlert"]')]
        .some(one => one.textContent.includes(sentence));
    const [button] = [...document.querySelectorAll('[data-testid="stMain"] button')]
        .filter(one => one.innerText.includes(label));
    if (!button || stands()) return reject(new Error(`no ${label}, or it was saved already`));
    const begin = performance.now();
    const observer = new MutationObserver(() => {
        if (!stands()) return;
        observer.disconnect();
        resolve(performance.now() - begin);
    });
    observer.observe(document.body, {childList: true, subtree: true, characterData: true});
    button.click();
})"""


@dataclass
class Saves:
    """Milliseconds of the saves of one form."""

    fields: int
    ms: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """Under this stay 95 of 100 saves."""
        return quantiles(self.ms, n=20, method="inclusive")[18] if len(self.ms) > 1 else self.ms[0]

    def as_row(self) -> dict[str, float]:
        """The figures for the file with results."""
        return {"fields": self.fields, "p50_ms": round(median(self.ms)), "p95_ms": round(self.p95)}


def measure(database: Path, saves: int = SAVES) -> dict[str, dict[str, Saves]]:
    """The saves by form, ours and bare in turns; the first of each is not counted."""
    found: dict[str, dict[str, Saves]] = {}
    bare_database = database.with_name("bare.duckdb")  # names the log of its server only
    with serve(database) as ours, serve(bare_database, BARE_FORM) as bare, browser() as chromium:
        for name, (address, prepare, save) in _FORMS.items():
            page = open_page(chromium, ours + address, "full-hd")
            sign_in(page, Role.EDITOR)
            prepare(page, 0)
            fields = int(page.evaluate(_FIELDS))
            beside = open_page(chromium, f"{bare}/?fields={fields}", "full-hd")
            found[name] = {"ours": Saves(fields), "bare": Saves(fields)}
            for number in range(saves + 1):
                if number:
                    prepare(page, number)
                times = {"ours": save(page), "bare": _press(beside, "Opslaan", f": {number + 1}.")}
                for side, ms in times.items():
                    found[name][side].ms += [ms] if number else []
            page.context.close()
            beside.context.close()
    return found


def _press(page: Page, label: str, sentence: str) -> float:
    """Press the button and wait for the sentence; gives how long that took."""
    taken = float(page.evaluate(_SAVE, [label, sentence]))
    wait_until_drawn(page)
    return taken


def _type_figure(page: Page, number: int) -> None:
    """One figure in the grid; later rounds take the last save back, which types it again."""
    if number:
        page.get_by_role("button", name="Ongedaan maken").last.click()
        page.get_by_text("Teruggedraaid").first.wait_for()
        wait_until_drawn(page)
    page.get_by_label(_FIELD).fill(str(640 + number))
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    wait_until_drawn(page)


def _type_summary(page: Page, number: int) -> None:
    """Another sentence about project P2 in its form."""
    if number:
        page.get_by_role("button", name="Sluit deze melding").click()
    page.get_by_role("button", name="Wijzig", exact=True).first.click()
    page.get_by_label("Waar gaat het om?").fill(f"Warme huiskamers {number}.")
    wait_until_drawn(page)


_Form = tuple[str, Callable[[Page, int], None], Callable[[Page], float]]
_FORMS: dict[str, _Form] = {
    "measuring": (
        _MEASURING,
        _type_figure,
        lambda page: _press(page, "Sla alle metingen op", "meting opgeslagen"),
    ),
    "project": (_PROJECT, _type_summary, lambda page: _press(page, "Opslaan", "Opgeslagen: project P2")),
}
