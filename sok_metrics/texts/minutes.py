"""The sentences of the minutes of a meeting: how far they are, how it was decided, what changed since."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sok_metrics.texts import _, ngettext
from sok_metrics.texts.commitments import card_sentence, people_words
from sok_metrics.texts.formats import (
    day,
    is_present,
    listed,
    measured,
    quantity,
    short_day,
    shown_figure,
    time_of_day,
    weekday,
)
from sok_metrics.texts.sentences import progress_sentence
from sok_metrics.texts.statuses import choice_word


def minutes_title(meeting: Any) -> str:
    """What the document is called: "Verslag: Voortgangsbijeenkomst lente"."""
    return _("Verslag: {title}").format(title=meeting.title)


def meeting_facts_of(meeting: Any) -> str:
    """Day, times and place of a meeting: "donderdag 12 maart 2027, 19:30 tot 21:30, Buurthuis"."""
    times = [str(one) for one in (meeting.start_time, meeting.end_time) if is_present(one)]
    parts = [weekday(meeting.held_on), _(" tot ").join(times)]
    parts += [str(meeting.place)] if is_present(meeting.place) else []
    return ", ".join(part for part in parts if part)


def step_sentence(step: str, meeting: Any, tuning_until: date | None) -> str:
    """How far the minutes are, and what comes next."""
    if step == "fixed":
        return _("Dit verslag staat vast sinds {day}. Het verandert niet meer.").format(
            day=day(meeting.minutes_fixed_on)
        )
    if step == "approved":
        return _("Dit verslag is goedgekeurd op {day}.").format(day=day(meeting.minutes_approved_on))
    if step == "read":
        return _("De partijen hebben dit verslag gelezen. De volgende bijeenkomst keurt het goed.")
    if step == "with_parties":
        return _("Concept: de partijen lezen dit na tot en met {day}. Daarna is het openbaar.").format(
            day=day(tuning_until)
        )
    return _("Concept: alleen de redactie ziet dit. Laat het eerst de partijen lezen.")


def step_words() -> dict[str, str]:
    """The four steps of minutes, in a word or two."""
    return {
        "draft": _("Concept"),
        "with_parties": _("Bij de partijen"),
        "approved": _("Goedgekeurd"),
        "fixed": _("Vastgesteld"),
    }


def attendance_words(row: Any) -> str:
    """How many of one group were there: "bewoner: 31, van wie 6 voor het eerst"."""
    group = choice_word("attendance", "group_name", row.group_name)
    if is_present(row.count_hidden):
        return group
    words = f"{group}: {int(row.count)}"
    new = shown_figure(row, "first_time_count", "first_time_hidden")
    if not is_present(row.first_time_hidden) and is_present(new) and int(new):
        words += ", " + _("van wie {n} voor het eerst").format(n=int(new))
    return words


def point_words(item: Any) -> str:
    """Why a point was on the agenda, who brought it in, and how it ended."""
    parts = [str(item.reason)] if is_present(item.reason) else []
    if is_present(item.brought_by):
        group = choice_word("agenda_item", "brought_by", item.brought_by)
        parts.append(_("ingebracht door: {group}").format(group=group))
    if is_present(item.outcome):
        parts.append(choice_word("agenda_item", "outcome", item.outcome))
    return " · ".join(parts)


def seen_heading(item: Any) -> str:
    """Above the figures of a point: of which moment they are."""
    if is_present(item.closed_at):
        return _("De cijfers die de zaal zag (om {time})").format(time=time_of_day(item.closed_at))
    return _("De cijfers van die dag")


def seen_words(row: Any) -> str:
    """How one series did when the room looked, beside its status."""
    return progress_sentence(row, beside_status=True)


def corrected_words(row: Any, now: Any | None, *, is_gone: bool) -> str:
    """What stands now where the room saw another figure; "" when it is the same."""
    was = quantity(shown_figure(row, "latest_value", "latest_hidden"), row.unit, row.kind)
    if is_gone:
        return _("Later verbeterd: was {was} toen de zaal keek; dit cijfer is nu weggehaald.").format(was=was)
    if now is None:
        return ""
    words = _("Later verbeterd: was {was} toen de zaal keek, nu {now}.").format(
        was=was, now=quantity(measured(now), row.unit, row.kind)
    )
    return f"{words} {now.correction_reason}" if is_present(now.correction_reason) else words


def unmeasured_words(count: int) -> str:
    """How many indicators were not measured yet when the room looked; "" for none."""
    if not count:
        return ""
    return ngettext(
        "{n} indicator was nog niet gemeten.", "{n} indicatoren waren nog niet gemeten.", count
    ).format(n=count)


def card_words(row: Any) -> str:
    """What the room gave a card, and how many answered."""
    return f"{card_sentence(row.median, row.previous_median)} ({people_words(int(row.n))})"


def decided_words(row: Any) -> str:
    """How something was decided, with the counts, and when it is looked at again."""
    parts = []
    if is_present(row.how):
        parts.append(choice_word("decision", "how", row.how))
    counts = [
        (_("{n} voor"), row.votes_for),
        (_("{n} tegen"), row.votes_against),
        (_("{n} zonder oordeel"), row.votes_blank),
    ]
    told = [words.format(n=int(count)) for words, count in counts if is_present(count)]
    if told:
        parts.append(listed(told))
    if is_present(row.decided_by):
        parts.append(_("door {who}").format(who=row.decided_by))
    if is_present(row.review_on):
        parts.append(_("opnieuw bekijken op {day}").format(day=short_day(row.review_on)))
    if is_present(row.withdrawn_on):
        parts.append(_("ingetrokken op {day}").format(day=short_day(row.withdrawn_on)))
    return " · ".join(parts)


def dissent_words(row: Any) -> str:
    """What those think who see it otherwise; "" when nothing was written down."""
    return _("Andere meningen: {text}").format(text=row.dissent) if is_present(row.dissent) else ""


def promised_words(row: Any) -> str:
    """Who does an action, by when, and whether it is done since."""
    who = [str(one) for one in (row.owner_party, row.owner_name) if is_present(one)]
    parts = [", ".join(who)] if who else []
    if is_present(row.due_on):
        parts.append(_("klaar voor {day}").format(day=short_day(row.due_on)))
    if is_present(row.done_on):
        parts.append(_("klaar op {day}").format(day=short_day(row.done_on)))
    if is_present(row.dropped_on):
        parts.append(_("vervallen op {day}").format(day=short_day(row.dropped_on)))
    return " · ".join(parts)


def withheld_words(row: Any) -> str:
    """Whose it is that cannot be shared yet, why, and until when."""
    parts = [str(row.owner_party)] if is_present(row.owner_party) else []
    if is_present(row.reason):
        parts.append(str(row.reason))
    if is_present(row.until):
        parts.append(_("tot en met {day}").format(day=short_day(row.until)))
    if is_present(row.shared_on):
        parts.append(_("gedeeld op {day}").format(day=short_day(row.shared_on)))
    return " · ".join(parts)


def said_by_words(row: Any, column: str) -> str:
    """Of which group somebody was that said or thought of something; "" when unknown."""
    group = getattr(row, column)
    return choice_word("remark", "said_by", group) if is_present(group) else ""


def corrected_sentence(names: Sequence[str]) -> str:
    """On top of the minutes: which figures stand otherwise by now; "" for none."""
    if not names:
        return ""
    return _("Na deze bijeenkomst is een cijfer verbeterd van: {names}. Het staat erbij.").format(
        names=listed(names)
    )
