"""The words of what is still missing: which value, goal or rule has no figures, project or card."""

from sok_metrics.nouns.outcomes import Hole
from sok_metrics.texts import _, ngettext


def coverage_sentence(commitment_count: int, with_hole: int) -> str:
    """How many commitments miss something."""
    if not commitment_count:
        return _("Er zijn nog geen waarden, doelen en afspraken.")
    if not with_hole:
        return _("Bij alle {all} waarden, doelen en afspraken is er iets te zien.").format(
            all=commitment_count
        )
    return ngettext(
        "Bij {n} van de {all} waarden, doelen en afspraken missen we nog iets.",
        "Bij {n} van de {all} waarden, doelen en afspraken missen we nog iets.",
        with_hole,
    ).format(n=with_hole, all=commitment_count)


def hole_sentence(hole: Hole, count: int, year: int) -> str:
    """What is missing, and at how many commitments."""
    words = {
        Hole.NO_INDICATOR: ngettext("{n} heeft nog geen indicator", "{n} hebben nog geen indicator", count),
        Hole.NOT_MEASURED: ngettext(
            "{n} is in {year} niet gemeten", "{n} zijn in {year} niet gemeten", count
        ),
        Hole.FEW_MEASURED: ngettext(
            "Bij {n} is in {year} minder dan de helft gemeten",
            "Bij {n} is in {year} minder dan de helft gemeten",
            count,
        ),
        Hole.NO_PROJECT: ngettext("Aan {n} werkt nog geen project", "Aan {n} werkt nog geen project", count),
        Hole.NO_CARD: ngettext("{n} heeft nog geen stemkaart", "{n} hebben nog geen stemkaart", count),
        Hole.NOT_ASKED: ngettext(
            "Van {n} is de stemkaart in {year} niet gevraagd",
            "Van {n} is de stemkaart in {year} niet gevraagd",
            count,
        ),
    }
    return words[hole].format(n=count, year=year)


def hole_advice(hole: Hole) -> str:
    """What would fill the hole."""
    return {
        Hole.NO_INDICATOR: _("Spreek samen af wat u wilt meten."),
        Hole.NOT_MEASURED: _("Vraag de cijfers op bij wie ze bijhoudt."),
        Hole.FEW_MEASURED: _("Kijk welke cijfers nog komen, en wie ze bijhoudt."),
        Hole.NO_PROJECT: _("Bedenk een project, of zet erbij welk project hieraan werkt."),
        Hole.NO_CARD: _("Maak een stemkaart met één vraag."),
        Hole.NOT_ASKED: _("Neem de kaart mee naar de volgende bijeenkomst."),
    }[hole]
