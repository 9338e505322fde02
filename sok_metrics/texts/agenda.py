"""The words of an agenda: what a point is called, and why it is there."""

from collections.abc import Callable
from typing import Any

from sok_metrics.nouns.outcomes import Because, ProposedPoint, Reason
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, is_present, listed, month_year, shortened

_LONGEST_TITLE = 120


def point_title(point: ProposedPoint) -> str:
    """What a proposed point is called on the agenda."""
    because = point.reasons[0].because
    if because is Because.LEFT_OPEN:
        return shortened(point.subject, _LONGEST_TITLE)
    if point.kind == "commitment":
        return shortened(f"{point.commitment_code} {point.subject}", _LONGEST_TITLE)
    title = _TITLES[because]
    return shortened(title.format(subject=" ".join(point.subject.split())), _LONGEST_TITLE)


_TITLES: dict[Because, str] = {
    Because.WELCOME: _("Welkom"),
    Because.SINCE: _("Sinds de vorige keer"),
    Because.SPOTLIGHT: _("In het zonnetje: {subject}"),
    Because.APPROVE_MINUTES: _("Verslag goedkeuren: {subject}"),
    Because.LATE_ACTIONS: _("Acties die te laat zijn"),
    Because.REVIEW_DECISION: _("Klopt dit besluit nog: {subject}"),
    Because.NOT_SHARED_YET: _("Kunnen we dit nu delen: {subject}"),
    Because.RULES: _("Onze afspraken over de organisatie"),
    Because.PROPOSALS: _("Voorstellen voor de energiebegroting"),
    Because.INCOMPLETE_PROJECTS: _("Projecten zonder plan of contactpersoon"),
    Because.MEASUREMENTS: _("Metingen die nog missen"),
    Because.IDEAS: _("Ideeën uit de wijk"),
    Because.PREPARE: _("De volgende voortgangsbijeenkomst"),
    Because.PROCESS: _("Hoe ging het samenwerken?"),
    Because.RESULTS: _("Wat hebben de projecten gebracht?"),
    Because.ADJUST: _("Wat veranderen we in de overeenkomst?"),
    Because.NEW_SERIES: _("De projecten van {subject}"),
    Because.CLOSING: _("Afsluiting"),
}


def point_reason(point: ProposedPoint) -> str:
    """Why a proposed point belongs on the agenda, in plain sentences."""
    return " ".join(_SENTENCES[reason.because](reason) for reason in point.reasons)


def minutes_sentence(planned: int, available: int | None) -> str:
    """How long the agenda takes, beside the time that there is."""
    words = ngettext("De agenda duurt {n} minuut", "De agenda duurt {n} minuten", planned).format(n=planned)
    if available is None:
        return words + _(". Vul een begintijd en een eindtijd in: dan ziet u of dat past.")
    left = available - planned
    if left < 0:
        return words + _("; dat is {n} te veel. Maak punten korter of schuif er een door.").format(n=-left)
    if left == 0:
        return words + _("; dat past precies.")
    return words + _("; er is nog {n} over.").format(n=left)


def _since(reason: Reason) -> str:
    if not reason.count:
        return _("Sinds {day} veranderde er niets.").format(day=day(reason.day))
    return ngettext(
        "Sinds {day} veranderde er {n} ding.", "Sinds {day} veranderden er {n} dingen.", reason.count
    ).format(day=day(reason.day), n=reason.count)


def _left_open(reason: Reason) -> str:
    return _("Dit bleef liggen op {day}.").format(day=day(reason.day))


def _turn(reason: Reason) -> str:
    return _("Hierover spraken we het laatst in {month}.").format(month=month_year(reason.day))


def _moved(reason: Reason) -> str:
    return _("Dit ging achteruit: {names}.").format(names=_some(reason))


def _outdated(reason: Reason) -> str:
    return _("Dit is te lang niet gemeten: {names}.").format(names=_some(reason))


def _spotlight(reason: Reason) -> str:
    if reason.day is None:
        return _("Dit project stond nog niet in het zonnetje.")
    return _("Dit project stond het langst geleden in het zonnetje.")


def _approve(reason: Reason) -> str:
    return _("De partijen hebben het verslag van {day} gelezen.").format(day=day(reason.day))


def _late_actions(reason: Reason) -> str:
    return ngettext(
        "Van {n} actie is de dag dan voorbij.", "Van {n} acties is de dag dan voorbij.", reason.count
    ).format(n=reason.count)


def _review_decision(reason: Reason) -> str:
    return _("We spraken af om hier op {day} opnieuw naar te kijken.").format(day=day(reason.day))


def _not_shared(reason: Reason) -> str:
    return _("We spraken af om hier op {day} opnieuw naar te vragen.").format(day=day(reason.day))


def _rules(reason: Reason) -> str:
    return ngettext(
        "Deze afspraak halen we niet, of is nu aan de beurt: {names}.",
        "Deze afspraken halen we niet, of zijn nu aan de beurt: {names}.",
        reason.count,
    ).format(names=listed(reason.names))


def _proposals(reason: Reason) -> str:
    return ngettext(
        "{n} voorstel wacht op een besluit: {names}.",
        "{n} voorstellen wachten op een besluit: {names}.",
        reason.count,
    ).format(n=reason.count, names=_some(reason))


def _incomplete(reason: Reason) -> str:
    return ngettext(
        "{n} project mist een plan of een contactpersoon: {names}.",
        "{n} projecten missen een plan of een contactpersoon: {names}.",
        reason.count,
    ).format(n=reason.count, names=_some(reason))


def _measurements(reason: Reason) -> str:
    return ngettext(
        "{n} meting is aan de beurt: {names}.", "{n} metingen zijn aan de beurt: {names}.", reason.count
    ).format(n=reason.count, names=_some(reason))


def _ideas(reason: Reason) -> str:
    return ngettext(
        "In de ideeënbus wacht {n} idee.", "In de ideeënbus wachten {n} ideeën.", reason.count
    ).format(n=reason.count)


def _prepare(reason: Reason) -> str:
    if reason.day is None:
        return _("Er is nog geen dag gekozen. Spreek er samen een af.")
    return _("Die is op {day}. Maak samen de agenda.").format(day=day(reason.day))


def _process(reason: Reason) -> str:
    kept = len(reason.names)
    return _("Van de {all} afspraken over de organisatie houden we er {n}.").format(all=reason.count, n=kept)


def _results(reason: Reason) -> str:
    return ngettext(
        "Er loopt nu {n} project. Wat leverde het dit jaar op?",
        "Er lopen nu {n} projecten. Wat leverden die dit jaar op?",
        reason.count,
    ).format(n=reason.count)


def _adjust(reason: Reason) -> str:
    if reason.day is None:
        return _("Elk jaar kijken we of de overeenkomst nog klopt.")
    words = _("Elk jaar kijken we of de overeenkomst nog klopt. De tekst van nu geldt sinds {day}.")
    return words.format(day=day(reason.day))


def _new_series(reason: Reason) -> str:
    if not reason.count:
        return _("Elk jaar komt er een nieuwe reeks in het werkboek. Er staat nog niets in.")
    return _("Elk jaar komt er een nieuwe reeks in het werkboek. Er staat al in: {names}.").format(
        names=_some(reason)
    )


def _closing(reason: Reason) -> str:
    if reason.count:
        return _("Wie doet wat, en wanneer zien we elkaar weer? Iedereen zegt kort hoe het was.")
    return _("Wie doet wat, en wanneer zien we elkaar weer?")


def _some(reason: Reason) -> str:
    """The names, and how many more there are."""
    more = reason.count - len(reason.names)
    others = [_("{n} andere").format(n=more)] if more > 0 else []
    return listed([*reason.names, *others])


_SENTENCES: dict[Because, Callable[[Reason], str]] = {
    Because.WELCOME: lambda reason: _("Wie zijn er, wie is er nieuw, en wat gaan we doen?"),
    Because.NEW_PARTIES: lambda reason: _("Nieuw aan tafel: {names}.").format(names=_some(reason)),
    Because.SINCE: _since,
    Because.LEFT_OPEN: _left_open,
    Because.NEVER_TALKED: lambda reason: _("Hierover spraken we nog niet."),
    Because.TURN: _turn,
    Because.MOVED: _moved,
    Because.OUTDATED: _outdated,
    Because.SPOTLIGHT: _spotlight,
    Because.APPROVE_MINUTES: _approve,
    Because.LATE_ACTIONS: _late_actions,
    Because.REVIEW_DECISION: _review_decision,
    Because.NOT_SHARED_YET: _not_shared,
    Because.RULES: _rules,
    Because.PROPOSALS: _proposals,
    Because.INCOMPLETE_PROJECTS: _incomplete,
    Because.MEASUREMENTS: _measurements,
    Because.IDEAS: _ideas,
    Because.PREPARE: _prepare,
    Because.PROCESS: _process,
    Because.GOAL_OF_YEAR: lambda reason: _("Hoe ver zijn we met dit doel, en wat helpt?"),
    Because.RESULTS: _results,
    Because.ADJUST: _adjust,
    Because.NEW_SERIES: _new_series,
    Because.CLOSING: _closing,
}


def agenda_line(row: Any) -> str:
    """One point of an agenda in one line of text: "2. Warmte (15 minuten)"."""
    line = f"{row.position}. {row.title}"
    if not is_present(row.minutes_planned):
        return line
    return f"{line} ({minutes_words(int(row.minutes_planned))})"


def minutes_words(minutes: int) -> str:
    """How long something takes: "15 minuten"."""
    return ngettext("{n} minuut", "{n} minuten", minutes).format(n=minutes)
