"""Every sentence that people read fits level B1: the dashboard, the documents, the commands and BoTu's texts.

Flesch-Douma has no official line for B1; we keep to these limits, with "normal" (60) as the floor of a file.
Only running sentences (8 words and more) are scored: in shorter ones a single long word, such as
"voortgangsbijeenkomst", decides. The words of the agreement count like any other.
"""

import csv
from collections.abc import Iterator

import pytest

from docs.make_texts import ROOT, messages
from tests import dutch

RUNNING = 8
"""Words: what is shorter is a label, a heading or a cry, and not scored."""
LONGEST = 20
"""Words in one sentence."""
EASY_ENOUGH = 60.0
"""For the running sentences of one file together, once there are enough to say something."""
ENOUGH = 5
HARDEST = 35.0
"""For one running sentence: a sentence with two words of five syllables may stand among easy ones."""

# What the neighbourhood wrote: (file, columns) of the built-in agreement.
DATA = {
    "data/botu/teksten.csv": ("titel", "omschrijving"),
    "data/botu/indicatoren.csv": ("naam", "wat_meet_het", "hoe_gemeten", "vraag_op_de_kaart"),
    "data/botu/overeenkomst.csv": ("samenvatting",),
    "data/botu/projecten.csv": ("titel", "samenvatting"),
}

AGREED = "this is how the parties put their own promise; only they can put it otherwise"
HARD_FILES = {"data/botu/teksten.csv": AGREED, "data/botu/projecten.csv": AGREED}
HARD_SENTENCES = {
    "Organisaties die maatregelen nemen betrekken bewoners en bestaande initiatieven en houden een goede "
    "relatie.": AGREED,
    "Minstens 3 voortgangsbijeenkomsten per jaar: kennismaken, projecten volgen, nieuwe projecten starten, "
    "ketens maken, mensen en projecten in het zonnetje zetten.": AGREED,
    "Het Energiewijk-overleg komt elke maand bij elkaar en organiseert de bijeenkomsten.": AGREED,
    "Er is een participatieve energiebegroting (2021: € 50.000 uit BoTu2028 en € 50.000 uit "
    "Aardgasvrij).": AGREED,
    "Nieuwe initiatieven en mensen blijven welkom; de samenwerking loopt in elk geval tot 2028.": AGREED,
    "Buurthuiskamers verduurzamen en er activiteiten houden waar mensen duurzame techniek leren "
    "kennen.": AGREED,
    "Contact bij werkzaamheden gebruiken om talenten, behoeften en hulpvragen te leren kennen.": AGREED,
    "Dat doen bewoners en hun initiatieven, ondernemers, de gemeente, Havensteder en Eneco.": (
        "the names of who signed"
    ),
}

# Words that are hard or English, with what to say instead.
PLAINER = {
    "aangaande": "over", "aanvangen": "beginnen", "actualiseren": "bijwerken", "additioneel": "extra",
    "alsmede": "en", "alvorens": "voordat", "betreffende": "over", "conform": "volgens",
    "daadwerkelijk": "echt", "derhalve": "daarom", "desgewenst": "als u wilt", "echter": "maar",
    "evalueren": "bespreken hoe het ging", "faciliteren": "helpen", "genereren": "maken", "hetgeen": "wat",
    "implementeren": "invoeren", "indien": "als", "inzake": "over", "initiëren": "beginnen",
    "middels": "met", "mits": "als", "monitoren": "volgen", "monitoring": "volgen", "ondanks": "toch",
    "omtrent": "over", "optimaliseren": "beter maken", "participatie": "meedoen", "participatieve": "samen",
    "realiseren": "maken", "reeds": "al", "respectievelijk": "en", "significant": "duidelijk",
    "teneinde": "om", "tevens": "ook", "thans": "nu", "uiterlijk": "op zijn laatst", "verstrekken": "geven",
    "vigerend": "geldend", "voornoemd": "deze", "wederom": "weer", "zodoende": "zo",
    "account": "toegang", "award": "prijs", "budget": "geld", "checken": "controleren",
    "deadline": "laatste dag", "aggregatie": "optelling",
    "default": "standaard", "disclaimer": "let op", "error": "fout", "event": "bijeenkomst",
    "feedback": "reactie", "file": "bestand", "input": "inbreng", "issue": "probleem", "kpi": "indicator",
    "invalid": "niet goed", "meeting": "bijeenkomst", "milestone": "mijlpaal", "output": "resultaat",
    "refresh": "vernieuwen", "reviewen": "bekijken", "stakeholder": "partij", "submit": "versturen",
    "target": "streefwaarde", "timeout": "te lang gewacht", "tool": "hulpmiddel", "update": "nieuw",
    "upload": "toevoegen", "warning": "let op", "workflow": "werkwijze",
}  # fmt: skip
HARD_WORDS = {"participatieve": f"in the description of O4: {AGREED}"}


def texts_by_file() -> dict[str, list[str]]:
    """Every sentence, once a file, in the order of the text."""
    found: dict[str, dict[str, None]] = {}
    for path, text in (*of_the_code(), *of_the_data()):
        for sentence in dutch.sentences(text):
            found.setdefault(path, {})[sentence] = None
    return {path: list(sentences) for path, sentences in found.items()}


def of_the_code() -> Iterator[tuple[str, str]]:
    for path, message in messages():
        for text in [message] if isinstance(message, str) else message:
            yield path, text


def of_the_data() -> Iterator[tuple[str, str]]:
    for path, columns in DATA.items():
        with (ROOT / path).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column in columns:
                    yield path, row[column] or ""


@pytest.fixture(scope="module")
def texts():
    return texts_by_file()


def running(sentences):
    return [sentence for sentence in sentences if len(dutch.words(sentence)) >= RUNNING]


def hard_sentences(texts):
    """The sentences that are too long or score too low, with what they score."""
    for path, sentences in texts.items():
        for sentence in running(sentences):
            counts = dutch.count([sentence])
            if counts.words > LONGEST or counts.score < HARDEST:
                yield sentence, f"{path}: {counts.words} words, score {counts.score:.0f}: {sentence}"


def hard_files(texts):
    for path, sentences in texts.items():
        scored = running(sentences)
        if len(scored) >= ENOUGH and (score := dutch.count(scored).score) < EASY_ENOUGH:
            yield path, f"{path}: score {score:.0f}"


def hard_words(texts):
    for path, sentences in texts.items():
        for sentence in sentences:
            for word in dutch.words(sentence):
                if word.lower() in PLAINER:
                    yield word.lower(), f"{path}: {word}, say {PLAINER[word.lower()]!r}: {sentence}"


CHECKS = [(hard_sentences, HARD_SENTENCES), (hard_files, HARD_FILES), (hard_words, HARD_WORDS)]


@pytest.mark.parametrize(("check", "exceptions"), CHECKS, ids=lambda given: getattr(given, "__name__", ""))
def test_what_people_read_is_plain(check, exceptions, texts):
    assert [problem for what, problem in check(texts) if what not in exceptions] == []


@pytest.mark.parametrize(("check", "exceptions"), CHECKS, ids=lambda given: getattr(given, "__name__", ""))
def test_an_exception_is_dropped_when_it_is_no_longer_needed(check, exceptions, texts):
    assert set(exceptions) <= {what for what, _problem in check(texts)}


def test_the_whole_reads_easily(texts):
    """All running sentences together are fairly easy (70 to 80 in Douma's table)."""
    assert dutch.count(running(s for of_file in texts.values() for s in of_file)).score >= 70


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("huis", 1), ("wijk", 1), ("nieuw", 1), ("eeuw", 1), ("mooi", 1), ("draai", 1), ("jaar", 1),
        ("mooie", 2), ("nieuwe", 2), ("moeite", 2), ("euro", 2), ("buurten", 2), ("acties", 2), ("waarde", 2),
        ("idee", 2), ("ideeën", 3), ("energie", 3), ("bijeenkomst", 3), ("bewoners", 3), ("reünie", 3),
        ("financiën", 4), ("beïnvloeden", 4), ("indicator", 4), ("indicatoren", 5), ("januari", 4),
        ("beoordeling", 4), ("periode", 4), ("coöperatie", 5), ("buurthuiskamer", 4), ("overeenkomst", 4),
        ("voortgangsbijeenkomst", 5), ("energiebegroting", 6), ("organisaties", 5), ("systeem", 2),
        ("Gelijkwaardigheid", 5), ("café", 2), ("één", 1), ("team", 1), ("pdf", 3), ("m3", 2), ("5", 1),
    ],
)  # fmt: skip
def test_the_syllables_of_known_words(word, expected):
    assert dutch.syllables(word) == expected


def test_a_sentence_ends_at_a_stop_and_not_in_a_number_or_the_name_of_a_file():
    assert dutch.sentences("Zet 1.250,50 euro in bronnen.csv. Klaar? Ja!\nEn verder: niets") == [
        "Zet 1.250,50 euro in bestand.",
        "Klaar?",
        "Ja!",
        "En verder: niets",
    ]


def test_markup_is_not_read_and_a_placeholder_counts_as_a_word():
    assert dutch.words("**Antwoord op {day}:** :small[{n:.0f} keer]") == [
        "Antwoord", "op", "waarde", "waarde", "keer",
    ]  # fmt: skip


def test_the_formula_is_that_of_douma():
    """Ten words a sentence and 150 syllables per 100 words: 206.84 - 9.3 - 115.5."""
    assert dutch.flesch_douma(10, 1.5) == pytest.approx(82.04)


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        (hard_sentences, " ".join(["Dit", "is", "een", "zin", *["en", "nog", "een"] * 6])),
        (hard_sentences, "Organisaties evalueren met elkaar de energiebegroting conform de procedures."),
        (hard_words, "Indien nodig."),
    ],
)  # fmt: skip
def test_what_is_hard_is_found(check, sentence):
    assert len(list(check({"pages/work/ideas.py": [sentence]}))) == 1
