"""The answers on all cards of the evening: a grid of groups and scores for each, saved together.

What is written on paper or counted by hands is typed here; what phones gave stands here once it is closed.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.columns import PARTICIPANT_GROUPS
from sok_metrics.nouns.meeting import CHANNELS
from sok_metrics.store.queries.records import Record
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.evening import channels_sentence, too_many_sentence
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.forms.fields import canonical
from sok_metrics.ui.meetings.evening.rows import Changes, Key, Rows, rows_for, save
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain, spoken
from sok_metrics.ui.parts.outcome import refuse, show_outcome
from sok_metrics.views.evening import too_many_answers, wrong_channels
from sok_metrics.views.rows import rows_of

PLACE = "cards"
_ANSWERS = "card_answer"
_CHANNEL = "card_channel"
SCORES = range(1, 6)
_CELL, _GROUP = 56, 150
_TAKE, _SURE, _ALL, _OPEN = "take", "sure", "evening_all_cards", "evening_cards"
_PART = "evening_card_part"
_MOST_FIELDS = 260
"""That a browser draws at once; 530 took four seconds, at each look at the page."""


def show_cards(number: str, points: Sequence[Record], people: Mapping[str, int]) -> None:
    """A grid for each card of what is on the agenda, and one button that saves what is shown."""
    st.header(_("De stemkaarten"))
    show_outcome(PLACE)
    # So many fields make every look at the page slower: they come when somebody asks for them.
    if not st.toggle(_("Vul kaarten van papier of handen in"), key=f"{_OPEN}-{number}"):
        return
    rows, channels = rows_for(PLACE, _ANSWERS, number), rows_for(PLACE, _CHANNEL, number)
    cards = _cards(number, rows, points)
    groups = [
        g for g in PARTICIPANT_GROUPS.values() if people.get(g) or any(key[2] == g for key in rows.base)
    ]
    if not cards:
        st.markdown(_("Er zijn nog geen kaarten. Maak een kaart bij een waarde of doel."))
        return
    if not groups:
        st.markdown(_("Vul eerst in wie er waren. Dan komt hier een tabel per kaart."))
        return
    st.markdown(
        _("Tel per groep hoeveel mensen een 1, 2, 3, 4 of 5 gaven. Met Tab gaat u naar het volgende vak.")
    )
    shown = _part(number, cards, len(groups))
    words = _("Alle kaarten opslaan") if len(shown) == len(cards) else _("Deze kaarten opslaan")
    with st.container(key="form-evening-cards"), st.form("evening-cards", border=False):
        for code, question in shown.items():
            _show_card(rows, channels, code, question, groups)
        asked = st.session_state.get(_SURE)
        sure = bool(asked) and st.checkbox(_("Ja, deze aantallen kloppen"), key=rows.name(_SURE, str(asked)))
        saves = st.form_submit_button(words, type="primary", icon=":material/save:")
    if saves:
        _save(rows, channels, shown, groups, people, sure=sure)
        st.rerun()


def _cards(number: str, rows: Rows, points: Sequence[Record]) -> dict[str, str]:
    """Code -> question: of what is on the agenda, and of what was answered already; all on request."""
    questions = session.progress().card_questions
    on_agenda = {point.values["commitment_code"] for point in points}
    answered = {key[1] for key in rows.base}
    chosen = questions[
        questions["commitment_code"].isin(on_agenda) | questions["indicator_code"].isin(answered)
    ]
    others = len(questions["indicator_code"].unique()) - len(chosen["indicator_code"].unique())
    label = ngettext("Ook {n} andere kaart", "Ook {n} andere kaarten", others).format(n=others)
    if chosen.empty or (others and st.toggle(label, key=f"{_ALL}-{number}")):
        chosen = questions
    return {row.indicator_code: f"{row.commitment_code} {row.question}" for row in rows_of(chosen)}


def _part(number: str, cards: Mapping[str, str], groups: int) -> Mapping[str, str]:
    """The cards to fill in now: all, or as many of them as a browser draws at once."""
    size = max(1, _MOST_FIELDS // (len(SCORES) * groups + len(CHANNELS)))
    if len(cards) <= size:
        return cards
    starts = list(range(0, len(cards), size))
    with st.container(key="evening-parts-of-cards"):
        start = st.segmented_control(
            _("Welke kaarten? Sla eerst op, en ga dan verder."),
            starts,
            default=0,
            required=True,
            format_func=lambda first: _("{first} t/m {last}").format(
                first=first + 1, last=min(first + size, len(cards))
            ),
            key=f"{_PART}-{number}-{size}-{len(cards)}",
        )
    codes = list(cards)[start : start + size]
    return {code: cards[code] for code in codes}


def _show_card(rows: Rows, channels: Rows, code: str, question: str, groups: Sequence[str]) -> None:
    st.markdown(f"**{plain(question)}**")
    with st.container(gap="xxsmall", key=f"evening-card-{code}"):
        with st.container(horizontal=True, gap="xsmall"):
            st.markdown(f":small[{_('Score')}]", width=_GROUP)
            for score in SCORES:
                st.markdown(f"**{score}**", width=_CELL, text_alignment="center")
        for group in groups:
            _show_group(rows, code, question, group)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for channel in CHANNELS.values():
                word = choice_word(_CHANNEL, "channel", channel)
                st.markdown(f":small[{_('waarvan {way}').format(way=plain(word))}]", width="content")
                _count_field(channels, (channels.number, code, channel), f"{spoken(question)}: {word}")


def _show_group(rows: Rows, code: str, question: str, group: str) -> None:
    word = choice_word(_ANSWERS, "group_name", group)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(plain(word), width=_GROUP)
        for score in SCORES:
            _count_field(
                rows,
                (rows.number, code, group, str(score)),
                _("{question}, {group}: score {score}").format(
                    question=spoken(question), group=word, score=score
                ),
            )
    found = [key for key in rows.others if key[1:3] == (code, group)]
    if found:
        stands = [
            _("{score}: {n}").format(score=key[3], n=other.values["count"] if other else 0)
            for key in found
            for other in [rows.others[key]]
        ]
        st.warning(_("Er staat nu: {text}").format(text=" · ".join(stands)))
        st.checkbox(_("Neem dit over in plaats van wat ik typte"), key=rows.name(_TAKE, code, group))


def _count_field(rows: Rows, key: Key, label: str) -> None:
    st.text_input(
        label,
        rows.text(key, "count"),
        key=rows.name(*key[1:]),
        label_visibility="collapsed",
        width=_CELL,
    )


def _save(
    rows: Rows,
    channels: Rows,
    cards: Mapping[str, str],
    groups: Sequence[str],
    people: Mapping[str, int],
    *,
    sure: bool,
) -> None:
    number, faults = rows.number, list[str]()
    keys = [(number, code, group, str(score)) for code in cards for group in groups for score in SCORES]
    ways = [(number, code, channel) for code in cards for channel in CHANNELS.values()]
    counts, came = _typed(rows, keys, cards, faults), _typed(channels, ways, cards, faults)
    if faults:
        refuse(PLACE, " ".join([_("Er is nog niets opgeslagen."), *dict.fromkeys(faults)]))
        return
    doubts = _doubts(counts, came, cards, people)
    if doubts and not (sure and st.session_state.get(_SURE) == doubts):
        st.session_state[_SURE] = doubts
        refuse(PLACE, " ".join([_("Er is nog niets opgeslagen."), *doubts]))
        return
    st.session_state.pop(_SURE, None)
    taken = [key for key in keys if st.session_state.get(rows.name(_TAKE, key[1], key[2]))]
    answers = _different(rows, counts)
    codes = {key[1] for key in answers}
    words = ngettext("{n} kaart", "{n} kaarten", len(codes)).format(n=len(codes))
    save(
        [Changes(rows, answers, taken=taken), Changes(channels, _different(channels, came))],
        reason=_("Kaarten ingevuld"),
        what=words,
    )


def _typed(rows: Rows, keys: Sequence[Key], cards: Mapping[str, str], faults: list[str]) -> dict[Key, int]:
    """The counts in the fields; an empty one is none."""
    column, found = TABLES_BY_NAME[rows.table].column("count"), {}
    for key in keys:
        try:
            found[key] = int(canonical(column, st.session_state.get(rows.name(*key[1:]))) or 0)
        except ValueError as error:
            faults.append(_("{card}: {fault}").format(card=cards[key[1]], fault=error))
            continue
        if found[key] < 0:
            faults.append(_("{card}: een aantal is nooit kleiner dan 0.").format(card=cards[key[1]]))
    return found


def _different(rows: Rows, counts: Mapping[Key, int]) -> dict[Key, dict[str, str | None]]:
    names = TABLES_BY_NAME[rows.table].key
    return {
        key: {**dict(zip(names, key, strict=True)), "count": str(count)}
        for key, count in counts.items()
        if count != int(rows.text(key, "count") or 0)
    }


def _doubts(
    counts: Mapping[Key, int], came: Mapping[Key, int], cards: Mapping[str, str], people: Mapping[str, int]
) -> list[str]:
    """What may be a mistake, each in a sentence."""
    answers: dict[tuple[str, str], dict[int, int]] = {}
    for (_number, code, group, score), count in counts.items():
        answers.setdefault((code, group), {})[int(score)] = count
    channels: dict[str, dict[str, int]] = {}
    for (_number, code, channel), count in came.items():
        channels.setdefault(code, {})[channel] = count
    found = [
        too_many_sentence(cards[one.card], one.group, one.answers, one.people)
        for one in too_many_answers(answers, people)
    ]
    for code, (ways, given) in wrong_channels(answers, channels).items():
        found.append(channels_sentence(cards[code], ways, given))
    return found
