"""What a phone shows of the cards, as HTML: the groups to choose from, open cards, and results."""

from collections.abc import Mapping
from html import escape

from sok_metrics.nouns.columns import PARTICIPANT_GROUPS
from sok_metrics.tasks.room.card_file import SCORES, Answer
from sok_metrics.tasks.room.cards_now import CardsNow, ClosedCard
from sok_metrics.texts import _
from sok_metrics.texts.commitments import people_words
from sok_metrics.texts.formats import day, number
from sok_metrics.texts.room_cards import channel_sentence, counted_words, group_word, score_ends
from sok_metrics.texts.slides import score_words


def whole_page(cards: CardsNow, content: str, *, address: str, evening: str, stamp: str, group: str) -> str:
    """The page around its content, with the words that its script needs."""
    return "\n".join(
        (
            f"<h1>{escape(cards.meeting)}</h1>",
            _own_group(address, group),
            '<p id="verbinding" class="wrong" role="status"></p>',
            '<p id="melding" class="wrong" role="alert"></p>',
            f'<div id="kaarten" data-adres="{escape(address)}" data-stand="{escape(stamp)}" '
            f'data-avond="{escape(evening)}" data-bewaart="{escape(_("Wordt bewaard …"))}" '
            f'data-weg="{escape(_("Geen verbinding. We proberen het opnieuw …"))}">',
            content,
            "</div>",
            f'<p class="soft">{escape(_secrecy())}</p>',
        )
    )


def group_form(cards: CardsNow, address: str, chosen: str) -> str:
    """The question as what somebody is here: one tap, once an evening."""
    buttons = "".join(
        f'<button name="groep" value="{group}" aria-pressed="{"true" if group == chosen else "false"}">'
        f"{escape(_group_label(group))}</button>"
        for group in PARTICIPANT_GROUPS.values()
    )
    return (
        f"<h1>{escape(cards.meeting)}</h1><h2>{escape(_('U bent hier als …'))}</h2>"
        f'<form method="post" action="{escape(address)}/groep" class="groups">{buttons}</form>'
        f'<p class="soft">{escape(_secrecy())}</p>'
    )


def cards_content(
    cards: CardsNow, address: str, answers: Mapping[str, Answer], turns: Mapping[str, int]
) -> str:
    """The open cards with the answers of this phone, and then the results of those that were closed."""
    parts = [
        _open_card(code, question, address, answers.get(code), turns.get(code, 0))
        for code, question in cards.questions.items()
    ]
    if not parts:
        waiting = _("Er is nu geen kaart open. Zodra er een opengaat, staat hij hier vanzelf.")
        parts.append(f'<p class="notice">{escape(waiting)}</p>')
    return "\n".join([*parts, *map(_closed_card, cards.closed)])


def _own_group(address: str, group: str) -> str:
    words = _("U bent hier als: {group}.").format(group=_group_label(group))
    return (
        f'<p class="soft">{escape(words)} '
        f'<a href="{escape(address)}?wijzig=groep">{escape(_("Wijzig"))}</a></p>'
    )


def _open_card(code: str, question: str, address: str, answer: Answer | None, turn: int) -> str:
    low, high = score_ends()
    chosen = answer.score if answer else None
    buttons = "".join(_score_button(score, chosen) for score in SCORES)
    name, said = escape(code), counted_words(chosen) if chosen else ""
    return (
        f'<form class="card" method="post" action="{escape(address)}" data-kaart="{name}" '
        f'data-beurt="{turn}">'
        f'<h2 id="vraag-{name}">{escape(question)}</h2><input type="hidden" name="kaart" value="{name}">'
        f'<div class="scores" role="group" aria-labelledby="vraag-{name}">{buttons}</div>'
        f'<div class="ends soft"><span>1: {escape(low)}</span><span>5: {escape(high)}</span></div>'
        f'<p class="stand" role="status">{escape(said)}</p></form>'
    )


def _score_button(score: int, chosen: int | None) -> str:
    low, high = score_ends()
    words = {1: f"1, {low}", 5: f"5, {high}"}.get(score, str(score))
    pressed = "true" if score == chosen else "false"
    return (
        f'<button name="score" value="{score}" aria-pressed="{pressed}" '
        f'aria-label="{escape(words)}">{score}</button>'
    )


def _closed_card(card: ClosedCard) -> str:
    result = card.result
    head = f'<section class="card"><h2>{escape(card.question)}</h2><h3>{escape(_("Uitslag"))}</h3>'
    if result.everybody is None:
        words = (
            _("Er zijn te weinig antwoorden van mensen aan tafel om te tonen.")
            if result.is_hidden
            else _("Niemand heeft deze kaart beantwoord.")
        )
        return f"{head}<p>{escape(words)}</p></section>"
    bars = "".join(
        f'<tr><th scope="row">{bar.score}</th>'
        f'<td class="bar"><span style="width:{bar.length}%"></span></td><td class="n">{bar.n}</td></tr>'
        for bar in result.bars
    )
    parts = [
        head,
        f"<p>{escape(score_words(result.everybody, result.high))}</p>",
        f"<table><thead><tr><th>{escape(_('Score'))}</th><td></td>"
        f'<th class="n">{escape(_("Antwoorden"))}</th></tr></thead><tbody>{bars}</tbody></table>',
        f'<p class="soft">{escape(channel_sentence(card.channels))}</p>',
        _medians(
            _("Per groep (vanaf vijf antwoorden)"),
            [(group_word(row.group_name), row.median, row.n) for row in result.groups],
        ),
        _medians(_("Eerder"), [(day(row.held_on), row.median, row.n) for row in result.earlier[:3]]),
    ]
    return "".join(parts) + "</section>"


def _medians(title: str, rows: list[tuple[str, float, int]]) -> str:
    if not rows:
        return ""
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        f'<td class="n">{escape(_("{score} van 5").format(score=number(median)))}</td>'
        f'<td class="n">{escape(people_words(n))}</td></tr>'
        for name, median, n in rows
    )
    return f"<h3>{escape(title)}</h3><table><tbody>{lines}</tbody></table>"


def _group_label(group: str) -> str:
    """The word on a button: who does not want to say it finds a place too."""
    words = {"other": _("iets anders (of: dat zeg ik liever niet)")}
    return words.get(group, group_word(group))


def _secrecy() -> str:
    return _(
        "Uw antwoord heeft geen naam. Tot de kaart sluit kunt u het veranderen. "
        "Daarna blijven alleen de aantallen over."
    )
