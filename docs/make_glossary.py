"""Write docs/woordenlijst.md, the words on the screen beside those in the code.

`python -m docs.make_glossary` does it.
"""

from pathlib import Path

from sok_metrics.nouns import TABLES

PATH = Path(__file__).with_name("woordenlijst.md")
_INTRO = """# Woordenlijst

Op het scherm staat gewoon Nederlands, in de code Engels. Voor elk ding is er één woord.
De eerste lijst komt uit `sok_metrics/nouns/`; deze pagina maakt `python -m docs.make_glossary`.
"""
_HEAD = "| op het scherm | in de code |\n| --- | --- |"
_OTHER = {
    "samenwerkingsovereenkomst (SOK)": "agreement",
    "waarde, doel, samenwerkingsafspraak": "commitment (kind: value, goal, rule)",
    "nulmeting": "baseline",
    "streefwaarde": "target",
    "tussendoel": "interim target",
    "voortgangsbijeenkomst": "review meeting",
    "Energiewijk-overleg": "monthly meeting",
    "energiebegroting": "energy budget",
    "werkboek": "projects page",
    "klapper": "project book",
    "uitwisselbestand": "exchange workbook",
    "partnerbestand": "partner workbook",
    "hele bestand (alles eruit)": "dump",
    "reservekopie": "backup",
    "terugzetten": "restore",
    "afstemmen": "publication (a text is in tuning until its day)",
    "metingen invullen": "data entry",
    "welke gegevens bewaren we": "privacy register",
    "vergeten": "forget",
    "voorgoed verwijderen": "remove, erased",
    "stemkaart": "card",
    "minder dan 10": "suppression, hidden",
    "zoals op": "as of",
    "sinds de vorige keer": "since",
    "wat er te doen is": "worklist",
    "nu nog vrij": "free",
    "wijziging": "change set",
    "wachtzin": "passphrase",
    "beheer, redactie, bezoeker": "administrator, editor, visitor",
    "voorbeeld": "example (origin)",
    "op koers": "on track (status)",
}
"""Words that are no table of their own."""


def page() -> str:
    """The whole page as Markdown."""
    nouns = {table.called.one: table.name.replace("_", " ") for table in TABLES}
    parts = [_INTRO, "## Wat we bewaren\n", _list(nouns), "\n## Andere woorden\n", _list(_OTHER), ""]
    return "\n".join(parts)


def _list(words: dict[str, str]) -> str:
    return "\n".join([_HEAD, *(f"| {dutch} | {words[dutch]} |" for dutch in sorted(words, key=str.lower))])


if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
