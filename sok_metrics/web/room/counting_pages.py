"""The HTML of the pages on which who leads opens and closes cards and types counts in."""

from collections.abc import Mapping
from html import escape

from sok_metrics.nouns.columns import PARTICIPANT_GROUPS
from sok_metrics.tasks.room.card_file import SCORES
from sok_metrics.tasks.room.counting import CardLine, Counting, CountTable
from sok_metrics.texts import _
from sok_metrics.texts.formats import number
from sok_metrics.texts.room_cards import (
    channel_sentence,
    excess_sentences,
    group_word,
    stuffing_sentence,
    table_sentence,
)
from sok_metrics.web.room.door_pages import DOOR_PATH
from sok_metrics.web.room.places import LEADER_PATH
from sok_metrics.web.same_site import TOKEN

PILE = "stapel"
"""The field that names the pile of answers that is counted."""


def list_page(counting: Counting, address: str, base: str, token: str, wrong: str) -> str:
    """The cards with what came of each, a button to open or close it, and the door."""
    title = f"<h1>{escape(_('Kaarten tellen'))}</h1>{_wrong(wrong)}"
    if not counting.meeting:
        words = _("Er is nu geen bijeenkomst bezig. Kies eerst welke bijeenkomst het is.")
        return f"{title}<p>{escape(words)}</p>{_back(base)}"
    return "".join(
        (
            title,
            f'<p class="soft">{escape(counting.meeting)}</p>',
            f'<p class="notice">{escape(table_sentence(counting.table))}</p>',
            *(_card_line(card, counting, address, token) for card in counting.cards),
            _bounds(counting, address, token),
            _door(counting, base),
            _back(base),
        )
    )


def card_page(
    table: CountTable,
    address: str,
    token: str,
    typed: Mapping[str, str],
    *,
    pile: str,
    wrong: str,
    said: str,
) -> str:
    """One card: what stands there, and a table of groups and scores to add a pile."""
    parts = [f"<h1>{escape(table.question)}</h1>", _wrong(wrong)]
    if said:
        parts.append(f'<p class="notice" role="status">{escape(said)}</p>')
    if table.channels:
        parts.append(f"<p>{escape(channel_sentence(table.channels))}</p>")
    parts += [f'<p class="wrong">{escape(one)}</p>' for one in excess_sentences(table.excess)]
    ways = {"paper": _("op papier"), "hands": _("met handen")}
    chosen = typed.get("manier", "paper")
    options = "".join(
        f'<option value="{way}"{" selected" if way == chosen else ""}>{escape(words)}</option>'
        for way, words in ways.items()
    )
    head = "".join(f'<th scope="col" class="n">{score}</th>' for score in SCORES)
    rows = "".join(_count_row(group, table, typed) for group in PARTICIPANT_GROUPS.values())
    parts.append(
        f'<form method="post" action="{escape(address)}/{escape(table.code)}">{_hidden(token)}'
        f'<input type="hidden" name="{PILE}" value="{escape(pile)}">'
        f'<p><label for="manier">{escape(_("Hoe kwamen deze antwoorden?"))}</label>'
        f'<select id="manier" name="manier">{options}</select></p>'
        f"<p>{escape(_('Vul in hoeveel er bij komen. Tussen haakjes staat wat er al is.'))}</p>"
        f'<div class="wide"><table><thead><tr><th scope="col">{escape(_("Groep"))}</th>{head}</tr>'
        "</thead>"
        f"<tbody>{rows}</tbody></table></div>"
        f'<p><button class="main">{escape(_("Tel erbij"))}</button></p></form>'
        f'<p><a href="{escape(address)}">{escape(_("Alle kaarten"))}</a></p>'
    )
    return "".join(parts)


def _count_row(group: str, table: CountTable, typed: Mapping[str, str]) -> str:
    cells = []
    for score in SCORES:
        name = f"{group}-{score}"
        known = table.counts.get((group, score), 0)
        label = _("{group}, score {score}").format(group=group_word(group), score=score)
        cells.append(
            f'<td class="n"><input type="text" inputmode="numeric" name="{name}" maxlength="3" '
            f'value="{escape(typed.get(name, ""))}" aria-label="{escape(label)}">'
            f'<span class="soft">{f"({known})" if known else "&nbsp;"}</span></td>'
        )
    return f'<tr><th scope="row">{escape(group_word(group))}</th>{"".join(cells)}</tr>'


def _card_line(card: CardLine, counting: Counting, address: str, token: str) -> str:
    parts = [f'<section class="row"><h2>{escape(card.question)}</h2>']
    if card.channels:
        parts.append(f"<p>{escape(channel_sentence(card.channels))}</p>")
    if card.is_open:
        words = _("Open op de telefoons. Tot nu toe: {n}.").format(n=number(card.answered, 0))
        parts.append(f'<p class="stand">{escape(words)}</p>')
        parts.append(_wrong(stuffing_sentence(card.answered, counting.table.people)))
        parts.append(_button(address, token, card.code, "sluit", _("Sluit deze kaart"), card.question))
    elif not card.is_done:
        parts.append(_button(address, token, card.code, "open", _("Open op de telefoons"), card.question))
    link = _("Papier of handen")
    parts.append(
        f'<a class="button" href="{escape(address)}/{escape(card.code)}" '
        f'aria-label="{escape(f"{link}: {card.question}")}">{escape(link)}</a></section>'
    )
    return "".join(parts)


def _bounds(counting: Counting, address: str, token: str) -> str:
    words = _(
        "Een telefoon geeft één antwoord per kaart. Wie zijn cookies wist, kan nog eens antwoorden. "
        "Dat zien wij niet van één telefoon, wel aan het totaal. Nu kunnen hooguit {most} telefoons "
        "een kaart beantwoorden."
    ).format(most=number(counting.most, 0))
    label = _("Hoeveel telefoons hooguit? Laat leeg voor twee keer wie er bij de deur is geteld.")
    chosen = "" if counting.chosen is None else str(counting.chosen)
    return (
        f'<section class="card"><h2>{escape(_("Hoeveel telefoons?"))}</h2><p>{escape(words)}</p>'
        f'<form method="post" action="{escape(address)}">{_hidden(token)}'
        f'<input type="hidden" name="wat" value="hoogstens"><p><label for="hoogstens">{escape(label)}</label>'
        f'<input type="text" inputmode="numeric" id="hoogstens" name="hoogstens" maxlength="4" '
        f'value="{chosen}"></p><p><button>{escape(_("Bewaar"))}</button></p></form></section>'
    )


def _door(counting: Counting, base: str) -> str:
    code = f"<p><strong>{escape(_('Code: {code}').format(code=counting.door_code))}</strong></p>"
    path = f"{DOOR_PATH}/{counting.door_code}"
    if counting.room_address:
        words = _(
            "Wie bij de deur telt, opent dit adres op een telefoon. De code is alleen van vanavond. "
            "Geef hem niet aan bezoekers."
        )
        shown = counting.room_address.partition("://")[2] + path
        where = f'<p><a href="{escape(counting.room_address + path)}">{escape(shown)}</a></p>'
    else:
        words = _(
            "Wilt u met een telefoon tellen? Zet dan eerst de zaalmodus aan. Daarna staat hier het adres "
            "voor die telefoon. Op deze computer kan het nu al."
        )
        where = f'<p><a href="{escape(base + path)}">{escape(_("Tel op deze computer"))}</a></p>'
    return (
        f'<section class="card"><h2>{escape(_("Tellen bij de deur"))}</h2><p>{escape(words)}</p>'
        f"{code}{where}</section>"
    )


def _button(address: str, token: str, code: str, what: str, label: str, question: str) -> str:
    look = "main" if what == "sluit" else ""
    return (
        f'<form method="post" action="{escape(address)}">{_hidden(token)}'
        f'<input type="hidden" name="kaart" value="{escape(code)}">'
        f'<input type="hidden" name="wat" value="{what}">'
        f'<button class="{look}" aria-label="{escape(f"{label}: {question}")}">'
        f"{escape(label)}</button></form>"
    )


def _hidden(token: str) -> str:
    return f'<input type="hidden" name="{TOKEN}" value="{escape(token)}">'


def _wrong(sentence: str) -> str:
    return f'<p class="notice wrong" role="alert">{escape(sentence)}</p>' if sentence else ""


def _back(base: str) -> str:
    lead = f'<a href="{escape(base + LEADER_PATH)}">{escape(_("Terug naar het scherm en de zaal"))}</a>'
    return f'<p class="card">{lead} · <a href="{escape(base)}/">{escape(_("Naar het dashboard"))}</a></p>'
