"""What phones in the room say: the cards, their results, and the counting at the door."""

from collections.abc import Mapping, Sequence
from typing import Any

from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import listed, number, percentage
from sok_metrics.texts.statuses import choice_word


def score_ends() -> tuple[str, str]:
    """What the lowest and the highest score mean."""
    return _("helemaal niet"), _("helemaal wel")


def group_word(group: str) -> str:
    """What a kind of party is called."""
    return choice_word("attendance", "group_name", group) if group else _("iedereen")


def counted_words(score: int) -> str:
    """That an answer is kept."""
    return _("Geteld: {score}.").format(score=score)


def channel_sentence(channels: Mapping[str, int]) -> str:
    """By which way how many answers came: "38 antwoorden: 30 met de telefoon en 8 op papier."."""
    words = {"phone": _("{n} met de telefoon"), "paper": _("{n} op papier"), "hands": _("{n} met handen")}
    parts = [text.format(n=number(channels[way], 0)) for way, text in words.items() if channels.get(way, 0)]
    total = sum(channels.values())
    if not parts:
        return ""
    return ngettext("{n} antwoord: {parts}.", "{n} antwoorden: {parts}.", total).format(
        n=number(total, 0), parts=listed(parts)
    )


def table_sentence(table: Any) -> str:
    """How many are at the table, and how many of them are residents. In: a `views.at_the_table.Table`."""
    if table.share is None:
        return _("Er is nog niemand geteld.")
    return ngettext(
        "Er is {n} mens; {share} is bewoner of initiatief.",
        "Er zijn {n} mensen; {share} is bewoner of initiatief.",
        table.people,
    ).format(n=number(table.people, 0), share=percentage(table.share, 0))


def new_sentence(table: Any) -> str:
    """How many are there for the first time."""
    if not table.first_timers:
        return ""
    return ngettext("{n} is er voor het eerst.", "{n} zijn er voor het eerst.", table.first_timers).format(
        n=number(table.first_timers, 0)
    )


def excess_sentences(found: Sequence[Any]) -> list[str]:
    """Where more answers came than there are people. In: `views.card_result.Excess` each."""
    return [
        _("Bij {group}: {n} antwoorden en {people} aanwezigen. Klopt dat?").format(
            group=group_word(one.group), n=number(one.answers, 0), people=number(one.people, 0)
        )
        for one in found
    ]


def stuffing_sentence(answers: int, people: int) -> str:
    """What more answers on phones than people at the door may mean; empty while it fits."""
    if not people or answers <= people:
        return ""
    return _(
        "Er zijn meer antwoorden ({n}) dan mensen bij de deur ({people}). "
        "Iemand antwoordde met twee telefoons of wiste zijn cookies, of de deur telde niet iedereen."
    ).format(n=number(answers, 0), people=number(people, 0))
