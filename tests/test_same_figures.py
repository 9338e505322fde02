"""A figure is made once: what a page says stands in Excel, in the klapper and on the command line alike."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pandas as pd
import pytest
from docx import Document
from pypdf import PdfReader

from sok_metrics.nouns.model import Status, View
from sok_metrics.tasks.files.export import partner_workbook
from sok_metrics.tasks.files.one_page import one_page
from sok_metrics.tasks.files.project_book import BookFormat, project_book
from sok_metrics.tasks.storage.status import read_status
from sok_metrics.texts.formats import number, whole_euros
from sok_metrics.texts.statuses import status_word
from tests.days import be_at
from tests.pages.visits import headline, open_address, words
from tests.store import rows

DAYS = {"within the agreement": date(2026, 11, 22), "after its end": date(2029, 1, 2)}
LATER = date(2031, 1, 1)
REVIEW = 68
PROJECT = "P2"
COMMITMENTS = {"W1": "waarden?code=W1", "D2": "doelen?code=D2"}
WORKLIST = "maandelijks-overleg"


class Media:
    """All media in which figures stand, of one store on one day; each is made when first asked for."""

    def __init__(self, store, today):
        self._store, self.today, self._pages = store, today, {}

    def page(self, address):
        if address not in self._pages:
            self._pages[address] = open_address(address)
        return self._pages[address]

    def text(self, address):
        return words(self.page(address)).replace("\xa0", " ")

    def title(self, address):
        return headline(self.page(address)).replace("\xa0", " ")

    def table(self, address, *columns):
        """The rows of the first table of a page with these columns."""
        tables = (one.value for one in self.page(address).table)
        return next(one for one in tables if set(columns) <= set(one.columns)).to_dict("records")

    def sheet(self, *names):
        """The rows of these sheets of the partner workbook, one sheet after the other."""
        sheets = self._made("sheets", self._sheets)
        return [row for name in names for row in sheets[name].to_dict("records")]

    def guide(self):
        return "\n".join(str(cell) for cell in self._made("sheets", self._sheets)["Leeswijzer"].iloc[:, 0])

    def word(self):
        return self._made(BookFormat.WORD, self._word)

    def pdf(self):
        return self._made(BookFormat.PDF, self._pdf)

    def paper(self, code):
        """The words of the A4 about a commitment."""
        return self._made(f"paper {code}", lambda: self._paper(code))

    def told(self):
        return self._made("status", lambda: read_status(self._store, self.today))

    def _made(self, name, make):
        if name not in self._pages:
            self._pages[name] = make()
        return self._pages[name]

    def _sheets(self):
        file = BytesIO(partner_workbook(self._store, View(), self.today))
        return pd.read_excel(file, sheet_name=None)

    def _word(self):
        document = Document(BytesIO(project_book(self._store, View(), self.today, BookFormat.WORD)))
        return " ".join(" ".join(paragraph.text for paragraph in document.paragraphs).split())

    def _paper(self, code):
        [page] = PdfReader(BytesIO(one_page(self._store, View(), self.today, code))).pages
        return " ".join(page.extract_text().split())

    def _pdf(self):
        pages = PdfReader(BytesIO(project_book(self._store, View(), self.today, BookFormat.PDF))).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture(scope="module", params=DAYS)
def media(request, own_copy):
    """The built-in neighbourhood with what is easily counted otherwise, on one day."""
    store = own_copy("botu")
    with pytest.MonkeyPatch.context() as patch:
        be_at(
            patch, LATER
        )  # a day that has still to come is refused now; a store from elsewhere may hold one
        put_what_is_hard(store)
        be_at(patch, DAYS[request.param])
        patch.setenv("SOK_DATABASE", str(store.path))
        yield Media(store, DAYS[request.param])


def put_what_is_hard(store):
    """What one medium may count and another not: what is internal, archived, of later or without a day."""
    money = {"allocation_number": "1", "fund_code": "ARCHIEF"}
    rows.save(
        store,
        meeting=[rows.meeting(901, "2026-10-01", visibility="internal")],
        action=[
            rows.action(901, agreed_on="2026-10-01", due_on="2026-10-02", meeting_number="901"),
            rows.action(902, agreed_on="2030-01-01", due_on="2030-02-01"),
            rows.action(903, agreed_on="2026-10-01", due_on="2026-10-02", done_on="2030-02-01"),
        ],
        fund=[{"code": "ARCHIEF", "name": "Archief", "year": "2025", "amount_promised": "5000"}],
        allocation_fund=[money | {"amount": "1000"}],
        payment=[money | {"number": "901", "paid_on": "2026-10-02", "amount": "900"}],
        milestone=[
            {"number": "901", "project_code": "P8", "title": "Ooit af"},
            {"number": "902", "project_code": "P7", "title": "Later gehaald", "due_on": "2024-01-01",
             "reached_on": "2030-01-01"},
        ],
        # two cards about one value at one meeting
        indicator_commitment=[{"indicator_code": "SAM-01", "commitment_code": "W1"}],
    )  # fmt: skip
    rows.save(store, fund=[{"code": "ARCHIEF", "archived_at": "2026-11-01 00:00:00"}])


def found(pattern, text):
    """What stands where the pattern has brackets: one text, or several."""
    match = re.search(pattern, text)
    assert match, f"{pattern} not in {text[:2000]}"
    return match.groups() if len(match.groups()) > 1 else match[1]


def counts(pattern, text):
    return tuple(map(int, [one] if isinstance(one := found(pattern, text), str) else one))


def cents(value):
    """The amount in a cell: a number in Excel and on the command line, "1.234,50" on a page."""
    is_dutch = isinstance(value, str) and "," in value
    text = value.replace(".", "").replace(",", ".") if is_dutch else str(value)
    return Decimal(text).quantize(Decimal("0.01"))


def amounts(rows_found, *names):
    return [tuple(cents(row.get(name, 0)) for name in names) for row in rows_found]


def came_in(rows_found):
    """What came in of each fund; nothing where nobody keeps that."""
    nobody = ("niet bijgehouden",)
    known = [
        row
        | {"Ontvangen": 0 if row["Ontvangen"] in nobody or pd.isna(row["Ontvangen"]) else row["Ontvangen"]}
        for row in rows_found
    ]
    return amounts(known, *CAME)


def whole(amount):
    return whole_euros(amount).replace("\xa0", " ")


FINE = "all goes well"


def named_in(media, title):
    """The name of the indicator of which a sentence tells."""
    if title.endswith("met een oordeel gaan goed."):
        return FINE
    names = {row["Naam"] for row in media.sheet("Indicatoren")}
    return max((name for name in names if title.startswith(f"Let op: {name}")), key=len, default=title)


def worst_in_excel(media):
    names = {row["Code"]: row["Naam"] for row in media.sheet("Indicatoren")}
    rows = {row["Code"]: row for row in media.sheet("Waarden", "Doelen")}
    worst = [rows[code] for code in COMMITMENTS]
    is_fine = {status_word(status) for status in (Status.ACHIEVED, Status.ON_TRACK, Status.RIGHT_WAY)}
    return [
        FINE if row["Slechtste status"] in is_fine else names[row["Slechtste indicator"]] for row in worst
    ]


def money_of_project(text):
    """The last amounts in a text: those of all funds together."""
    return amounts([dict(enumerate(re.findall(r"€ ([\d.,]+) betaald van € ([\d.,]+)", text)[-1]))], 0, 1)


def in_klapper(text):
    """From the head of the sheet of the project to its actions."""
    return text.split(f"· {PROJECT} ")[-1].split("Acties")[0]


def money_of_project_in_excel(media):
    parts = [row for row in media.sheet("Toekenningen") if row["Projectcode"] == PROJECT]
    return [tuple(sum(cents(row[name]) for row in parts) for name in ("Betaald", "Bedrag"))]


def next_step(code):
    """The first milestone that is not reached yet, of one project."""
    title = r"(?:Te laat|De volgende stap): (.*?)(?:, (?:gepland )?op [^,]*)?\.$"
    return {
        "page": lambda media: found(title, media.title(f"project?code={code}")),
        "excel": lambda media: next(
            row["Volgende mijlpaal"] for row in media.sheet("Projecten") if row["Code"] == code
        ),
    }


def explanations(media):
    """The sentences in Excel about the indicators of the project."""
    shown = media.text(f"project?code={PROJECT}")
    main = [row for row in media.sheet("Indicatoren") if row["Rol van de reeks"] == "hoofdreeks"]
    return {row["Uitleg"] for row in main if f"\n{row['Naam']}\n" in shown}


def told_in(text, media):
    return {sentence for sentence in explanations(media) if sentence in text}


def review_in_excel(media):
    [row] = [row for row in media.sheet("Bijeenkomsten") if row["Nummer"] == REVIEW]
    return int(row["Aanwezigen"]), int(100 * row["Waarvan bewoners"] / row["Aanwezigen"] + 0.5)


def reviews_on_page(title):
    held = "0" if "nog geen" in title else found(r"er (\d+) van", title)
    return (held, found(r"van de (\d+)", title)), next_review(title)


def next_review(text):
    return found(r"volgende (?:is )?(op \d+ \w+ \d+|nog niet gepland)", text)


FUND = ("Beschikbaar", "Toegekend", "Betaald", "Nog te betalen", "Gereserveerd", "Vrij", "Vervallen")
CAME = ("Ontvangen", "Teruggekomen", "Nog te ontvangen", "Beschikbaar")
TOLD = {
    "Toegezegd": "promised",
    "Beschikbaar": "available",
    "Teruggekomen": "returned",
    "Toegekend": "granted",
    "Betaald": "paid",
    "Gereserveerd": "reserved",
    "Vrij": "free",
}
OUTDATED = r"Van (\d+) indicatoren is het cijfer verouderd"
MISSING = r"(Bij \d+ ontbreekt nog iets; bij \d+ is een mijlpaal te laat\.)"

# Name of the figure -> medium -> how it is read there. All media of one figure give the same.
FIGURES = {
    "how the indicators do": {
        "overview": lambda media: media.title("overzicht"),
        "indicators": lambda media: media.title("indicatoren"),
        "excel": lambda media: found(r"\n(Van de \d+ indicatoren .*)", media.guide()),
        "command line": lambda media: found(r"Stand: (.*)", media.told().as_text()),
    },
    "outdated indicators": {
        "overview": lambda media: counts(OUTDATED, media.text("overzicht")),
        "indicators": lambda media: counts(OUTDATED, media.text("indicatoren")),
        "excel": lambda media: (
            sum(
                (row["Rol van de reeks"], row["Verouderd"]) == ("hoofdreeks", "ja")
                for row in media.sheet("Indicatoren")
            ),
        ),
    },
    "measured of each value and goal": {
        "overview": lambda media: {
            row["Code"]: row["Gemeten"] for row in media.table("overzicht", "Gemeten")
        },
        "excel": lambda media: {row["Code"]: row["Stand"] for row in media.sheet("Waarden", "Doelen")},
    },
    "experienced of each value and goal": {
        "overview": lambda media: {
            row["Code"]: row["Ervaren (1 tot 5)"] for row in media.table("overzicht", "Gemeten")
        },
        "excel": lambda media: {
            row["Code"]: f"{number(row['Ervaren (1 tot 5)'])} ({row['Ervaren: antwoorden']:.0f} mensen)"
            for row in media.sheet("Waarden", "Doelen")
        },
    },
    "experienced of some": {
        "pages": lambda media: [
            "{} ({} mensen)".format(
                *found(r"was de mediaan (\S+) van 5, bij (\d+) antwoorden", media.text(page))
            )
            for page in COMMITMENTS.values()
        ],
        "overview": lambda media: [
            row["Ervaren (1 tot 5)"]
            for code in COMMITMENTS
            for row in media.table("overzicht", "Gemeten")
            if row["Code"] == code
        ],
    },
    "what needs attention": {
        "pages": lambda media: [named_in(media, media.title(page)) for page in COMMITMENTS.values()],
        "excel": worst_in_excel,
    },
    "money of each fund": {
        "page": lambda media: amounts(media.table("energiebegroting", "Bron", "Vrij")[:-1], *FUND),
        "excel": lambda media: amounts(media.sheet("Energiebegroting"), *FUND),
    },
    "what came in of each fund": {
        "page": lambda media: came_in(media.table("energiebegroting", "Bron", "Ontvangen")[:-1]),
        "excel": lambda media: came_in(media.sheet("Energiebegroting")),
    },
    "money of each fund, told": {
        "command line": lambda media: amounts(media.told().funds, *TOLD.values()),
        "excel": lambda media: amounts(media.sheet("Energiebegroting"), *TOLD),
    },
    "granted of all there is": {
        "overview": lambda media: found(r"(€ [\d.]+) toegekend\nvan (€ [\d.]+)", media.text("overzicht")),
        "page": lambda media: found(
            r"Van (€ [\d.]+) is (€ [\d.]+) toegekend", media.title("energiebegroting")
        )[::-1],
        "excel": lambda media: tuple(
            whole(sum(cents(row[name]) for row in media.sheet("Energiebegroting")))
            for name in ("Toegekend", "Beschikbaar")
        ),
        "command line": lambda media: tuple(
            whole(sum(cents(one[name]) for one in media.told().funds)) for name in ("granted", "available")
        ),
    },
    "each grant": {
        "page": lambda media: amounts(
            media.table("energiebegroting", "Uit bron"), "Nummer", "Toegekend", "Betaald"
        ),
        "excel": lambda media: amounts(media.sheet("Toekenningen"), "Toekenning", "Bedrag", "Betaald"),
    },
    "money of one project": {
        "page": lambda media: money_of_project(media.text(f"project?code={PROJECT}")),
        "excel": money_of_project_in_excel,
        "word": lambda media: money_of_project(in_klapper(media.word())),
        "pdf": lambda media: money_of_project(in_klapper(media.pdf())),
    },
    "open and late actions": {
        "overview": lambda media: counts(r"\n(\d+) open\n(\d+) zijn te laat", media.text("overzicht")),
        "page": lambda media: counts(r"zijn er (\d+) open; (\d+) daarvan", media.title("acties")),
        "command line": lambda media: (media.told().open_actions, media.told().late_actions),
        "command line in words": lambda media: counts(
            r"er staan (\d+) acties open, (\d+) zijn", media.told().as_text()
        ),
    },
    "late actions": {
        "page": lambda media: counts(r"Te laat \((\d+)\)", media.text("acties")),
        "worklist": lambda media: counts(r"Acties die te laat zijn \((\d+)\)", media.text(WORKLIST)),
        "worklist in one sentence": lambda media: counts(r"(\d+) acties", media.title(WORKLIST)),
    },
    "reviews of this year and the next one": {
        "overview": lambda media: (
            found(r"\n(\d+) van (\d+)\n", media.text("overzicht")),
            next_review(media.text("overzicht")),
        ),
        "page": lambda media: reviews_on_page(media.title("bijeenkomsten")),
    },
    "who came to a review": {
        "page": lambda media: counts(
            r"Er waren (\d+) mensen; (\d+)%", media.title(f"bijeenkomst?nummer={REVIEW}")
        ),
        "excel": review_in_excel,
    },
    "what projects miss": {
        "page": lambda media: found(MISSING, media.title("werkboek")),
        "word": lambda media: found(MISSING, media.word()),
        "pdf": lambda media: found(MISSING, media.pdf()),
    },
    "how the indicators of a project do": {
        "excel": explanations,
        "page": lambda media: told_in(media.text(f"project?code={PROJECT}"), media),
        "word": lambda media: told_in(media.word(), media),
        "pdf": lambda media: told_in(media.pdf(), media),
    },
    "the answer about D2": {
        "page": lambda media: media.title(COMMITMENTS["D2"]),
        "paper": lambda media: found(r"energie (.+?) Bospolder-Tussendijken, Rotterdam ·", media.paper("D2")),
    },
    "next step of P1": next_step("P1"),
    "next step without a day": next_step("P8"),
    "next step that is reached later": next_step("P7"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_the_same_wherever_it_stands(media, name):
    told = {medium: read(media) for medium, read in FIGURES[name].items()}
    [first, *others] = told.values()
    assert first
    assert all(one == first for one in others), told
