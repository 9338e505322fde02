"""Which text stands when several windows save: nothing is lost, and own words are no words of others."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from sok_metrics.tasks.minutes.drafts import Draft, Fields, Saving, beside_store, saved

AT = datetime(2027, 3, 12, 19, 14)


def saving(text, *, tab="A", version=0, turn=1, settles=False, removes=False):
    fields = {"text": text} if text else {}
    return Saving("sleutel", "point_note", 5, fields, version, tab, turn, settles, removes)


def after(*savings, draft=None):
    for one in savings:
        draft = saved(draft, one, at=AT, by=one.tab)
    return draft


def test_one_window_goes_on_whatever_answers_it_missed():
    draft = after(saving("a"), saving("ab", turn=2), saving("abc", turn=3))
    assert (draft.fields, draft.others) == ({"text": "abc"}, ())


def test_a_saving_that_comes_late_does_not_undo_a_later_one():
    assert after(saving("abc", turn=3), saving("a", turn=1)).fields == {"text": "abc"}


def test_who_read_what_stands_writes_on_in_it():
    first = after(saving("a"))
    draft = after(saving("a en b", tab="B", version=first.version), draft=first)
    assert (draft.fields, draft.others, draft.by) == ({"text": "a en b"}, (), "B")


def test_of_two_who_wrote_at_once_both_texts_are_kept_until_somebody_chooses():
    first = after(saving("begin"))
    draft = after(
        saving("van A", version=first.version, turn=2),
        saving("van B", tab="B", version=first.version),
        saving("van B, verder", tab="B", version=first.version, turn=2),
        saving("van A, verder", version=first.version, turn=3),
        draft=first,
    )
    assert draft.fields == {"text": "van A, verder"}
    assert [one.fields["text"] for one in draft.others] == ["van B, verder"]
    settled = after(saving("samen", tab="B", version=draft.version, turn=3, settles=True), draft=draft)
    assert (settled.fields, settled.others) == ({"text": "samen"}, ())


def test_who_chooses_while_the_other_goes_on_is_asked_again():
    first = after(saving("begin"))
    draft = after(
        saving("van A", version=first.version, turn=2),
        saving("van B", tab="B", version=first.version),
        draft=first,
    )
    later = after(saving("van A, verder", turn=3), draft=draft)
    again = after(saving("keus van B", tab="B", version=draft.version, turn=2, settles=True), draft=later)
    assert again.fields == {"text": "van A, verder"}
    assert [one.fields["text"] for one in again.others] == ["keus van B"]


def test_the_same_words_are_no_conflict():
    first = after(saving("a"))
    assert after(saving("a", tab="B"), draft=first).others == ()


def test_a_removal_beside_a_text_loses_neither():
    first = after(saving("a"))
    gone = after(saving("a", tab="B", version=first.version, removes=True), draft=first)
    assert gone.is_removed
    back = after(saving("a, verder", turn=2), draft=gone)
    assert [one.fields["text"] for one in back.others] == ["a, verder"]


def test_what_a_form_changed_meanwhile_stands_beside_what_was_typed():
    kept = Draft(
        "sleutel", "point_note", 5, {"text": "oud"}, 3, AT, "A", record="5", record_version=1, is_kept=True
    )
    form = Draft(
        "sleutel", "point_note", 5, {"text": "formulier"}, 2000, AT, "", record="5", record_version=2
    )
    assert beside_store(kept, form).fields == {"text": "formulier"}
    typed = after(saving("getypt", version=3, turn=2), draft=kept)
    both = beside_store(typed, form)
    assert both.fields == {"text": "getypt"}
    assert [one.fields["text"] for one in both.others] == ["formulier"]
    assert both.waits_for_choice
    assert both.record_version == 2


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.booleans(), st.text("xyz", max_size=3)), max_size=12))
def test_the_last_words_of_each_window_stand_somewhere(steps):
    """Whoever saves, in whatever order and having read whatever: nobody's last words are gone unseen."""
    draft: Draft | None = None
    read, turns = dict.fromkeys("ABC", 0), dict.fromkeys("ABC", 0)
    last: dict[str, Fields] = {}
    for tab, looks, text in steps:
        if draft is not None and looks:
            # Who looked saw what stands, also the words of others beside it.
            read[tab] = draft.version
            last = {own: words for own, words in last.items() if own != tab and words != draft.fields}
            last = {
                own: words for own, words in last.items() if words in [one.fields for one in draft.others]
            }
        turns[tab] += 1
        one = saving(text, tab=tab, version=read[tab], turn=turns[tab])
        before, draft = draft, after(one, draft=draft)
        if draft is before:
            # It stood there already, in just these words: who wrote them first may change them.
            last.pop(tab, None)
            continue
        last[tab] = one.fields
        seen = [draft.fields, *(one.fields for one in draft.others)]
        assert one.fields in seen
        for own, words in last.items():
            assert words in seen or not words or own == tab, (own, words, seen)
