"""The sentences of the page of one evening."""

from sok_metrics.texts import _, ngettext
from sok_metrics.texts.statuses import choice_word


def too_many_sentence(card: str, group: str, answers: int, people: int) -> str:
    """That more people of a group answered a card than there were."""
    word = choice_word("attendance", "group_name", group)
    counted = ngettext("{n} antwoord", "{n} antwoorden", answers).format(n=answers)
    came = ngettext("er was {n} mens", "er waren {n} mensen", people).format(n=people)
    return _("{card}: {counted} van {group}, maar {came}.").format(
        card=card, counted=counted, group=word, came=came
    )


def channels_sentence(card: str, ways: int, answers: int) -> str:
    """That telephone, paper and hands together make another number than the answers."""
    return _("{card}: telefoon, papier en handen zijn samen {ways}, maar er zijn {n} antwoorden.").format(
        card=card, ways=ways, n=answers
    )
