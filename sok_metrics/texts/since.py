"""The words of a comparison of two moments: the sentence on top and a line per change."""

from datetime import date
from typing import Any

from sok_metrics.nouns.model import IndicatorKind
from sok_metrics.nouns.outcomes import ChangeKind, Tally, Turn
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, euros, is_present, number, period_word, quantity, short_day
from sok_metrics.texts.statuses import choice_word, status_word

LONGEST_QUOTE = 200


def turn_word(turn: Turn | str) -> str:
    """The head above the changes that go this way."""
    return {
        Turn.BETTER: _("Beter"),
        Turn.WORSE: _("Slechter"),
        Turn.NEW: _("Nieuw"),
        Turn.DONE: _("Klaar"),
        Turn.OTHER: _("Ook veranderd"),
    }[Turn(turn)]


def since_sentence(tally: Tally, start: date, end: date | None = None) -> str:
    """What changed: "Sinds 17 september 2026 gaan 3 indicatoren beter en 1 slechter; er zijn ..."; with an
    end it is told in the past tense.
    """
    if end is None:
        when, go, come = _("Sinds {start}"), (_("gaat"), _("gaan")), (_("is"), _("zijn"))
    else:
        when, go, come = _("Tussen {start} en {end}"), (_("ging"), _("gingen")), (_("kwam"), _("kwamen"))
    when = when.format(start=day(start), end=day(end))
    if not tally.changes:
        return _("{when} {is_word} er niets veranderd.").format(
            when=when, is_word=_("is") if end is None else _("was")
        )
    parts = [_("{when} {moves}").format(when=when, moves=_moves(tally, go))]
    if tally.measurements:
        new = ngettext(
            "er {come} {n} nieuwe meting", "er {come} {n} nieuwe metingen", tally.measurements
        ).format(come=come[tally.measurements != 1], n=tally.measurements)
        parts.append(new if end is None else _("{new} bij").format(new=new))
    return "; ".join(parts) + "."


def _moves(tally: Tally, go: tuple[str, str]) -> str:
    """ "gaan 3 indicatoren beter en 1 slechter"; `go` is the verb for one and for more."""
    first = tally.better or tally.worse
    verb = go[first != 1]
    if not first:
        return _("{verb} geen indicator beter of slechter").format(verb=go[0])
    better, worse = _("beter"), _("slechter")
    words = _what_moved(tally, first).format(verb=verb, n=first, way=better if tally.better else worse)
    if tally.better and tally.worse:
        return _("{words} en {n} {worse}").format(words=words, n=tally.worse, worse=worse)
    return words


def _what_moved(tally: Tally, first: int) -> str:
    """The words for `first` indicators, cards, or both."""
    if not tally.cards:
        return ngettext("{verb} {n} indicator {way}", "{verb} {n} indicatoren {way}", first)
    if tally.cards == tally.better + tally.worse:
        return ngettext("{verb} {n} stemkaart {way}", "{verb} {n} stemkaarten {way}", first)
    return ngettext(
        "{verb} {n} indicator of stemkaart {way}", "{verb} {n} indicatoren en stemkaarten {way}", first
    )


def change_words(change: Any, unit: str | None, kind: str | None, area_before: str = "") -> str:
    """What happened, of one row of changes_between(); the unit and kind are those of its indicator.

    `area_before` is what the series is called that counted before, where that was another one.
    """
    match ChangeKind(change.kind):
        case ChangeKind.STATUS:
            return _("van {before} naar {after}").format(
                before=status_before(status_word(change.before), area_before),
                after=status_word(change.after),
            )
        case ChangeKind.INDICATOR:
            return _("nieuwe indicator") if change.turn == Turn.NEW else _("niet meer gevolgd")
        case ChangeKind.CARD:
            return _card_words(change)
        case ChangeKind.TARGET:
            return _("streefwaarde van {before} naar {after}").format(
                before=_figure(change.before, unit, kind), after=_figure(change.after, unit, kind)
            )
        case ChangeKind.MEASUREMENT | ChangeKind.CORRECTION:
            return _measurement_words(change, unit, kind)
        case ChangeKind.PROJECT:
            return _project_words(change)
        case ChangeKind.GRANT | ChangeKind.PAYMENT:
            return _money_words(change)
        case ChangeKind.TEXT:
            return _text_words(change)
        case _:
            return _done_words(change)


def status_before(status: str, area: str) -> str:
    """The status that was, with the area that counted then where that was another one."""
    return _("{status} (dat was {area})").format(status=status, area=area) if area else status


def _card_words(change: Any) -> str:
    after = _("{score} van 5").format(score=number(change.after))
    if change.before is None:
        return _("de zaal gaf {after}").format(after=after)
    return _("de zaal gaf {after}; eerder was dat {before}").format(after=after, before=number(change.before))


def _measurement_words(change: Any, unit: str | None, kind: str | None) -> str:
    period = period_word(change.happened_on)
    before, after = _figure(change.before, unit, kind), _figure(change.after, unit, kind)
    if change.kind == ChangeKind.CORRECTION:
        words = _("{period}: verbeterd van {before} naar {after}").format(
            period=period, before=before, after=after
        )
        return f"{words} ({change.reason})" if change.reason else words
    if change.turn == Turn.NEW:
        return f"{period}: {after}"
    return _("{period}: {before} is ingetrokken").format(period=period, before=before)


def _figure(value: Any, unit: str | None, kind: str | None) -> str:
    if not is_present(value):
        return _("geen")
    return value if isinstance(value, str) or kind == IndicatorKind.STORY else quantity(value, unit, kind)


def _project_words(change: Any) -> str:
    if change.before is None:
        return _("nieuw project: {status}").format(status=choice_word("project", "status", change.after))
    if change.after is None:
        return _("staat niet meer in het werkboek")
    return _("van {before} naar {after}").format(
        before=choice_word("project", "status", change.before),
        after=choice_word("project", "status", change.after),
    )


def _money_words(change: Any) -> str:
    is_grant = change.kind == ChangeKind.GRANT
    if change.before is not None and change.after is not None:
        return _("van {before} naar {after}").format(before=euros(change.before), after=euros(change.after))
    if change.after is None:
        word = (
            _("{amount} toegekend, en weer ingetrokken")
            if is_grant
            else _("{amount} betaald, en weer ingetrokken")
        )
        return word.format(amount=euros(change.before))
    word = _("{amount} toegekend op {day}") if is_grant else _("{amount} betaald op {day}")
    return word.format(amount=euros(change.after), day=short_day(change.happened_on))


def _text_words(change: Any) -> str:
    if change.before is None:
        return _("nieuw") if change.turn == Turn.NEW else _("geldt niet meer")
    if not change.before:
        return _("tekst erbij")
    return _("de tekst is anders; eerst stond er: {text}").format(text=_short(change.before))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " ..."


def _done_words(change: Any) -> str:
    words = {
        (ChangeKind.MILESTONE, Turn.DONE): _("mijlpaal gehaald op {day}"),
        (ChangeKind.DECISION, Turn.NEW): _("besloten op {day}"),
        (ChangeKind.DECISION, Turn.OTHER): _("besluit ingetrokken op {day}"),
        (ChangeKind.ACTION, Turn.NEW): _("actie afgesproken op {day}"),
        (ChangeKind.ACTION, Turn.DONE): _("actie klaar op {day}"),
        (ChangeKind.ACTION, Turn.OTHER): _("actie vervallen op {day}"),
    }
    return words[ChangeKind(change.kind), Turn(change.turn)].format(day=short_day(change.happened_on))
