"""The template for translators holds what the code says today, and changes only when a sentence does."""

import re

from babel.messages.pofile import read_po

from docs.make_texts import PATH, messages, messages_in, template


def test_every_message_of_the_code_stands_in_the_template():
    with PATH.open("rb") as file:
        known = {message.id for message in read_po(file)}
    assert [message for _path, message in messages() if message not in known] == [], "run: make texts"


def test_the_template_has_no_dates_and_no_line_numbers():
    text = template()
    assert text == template()
    assert not re.search(r"POT-Creation-Date|^#: .*\.py:\d", text, re.M)


def test_messages_of_pages_and_of_one_and_many_are_found():
    found = {message: path for path, message in messages()}
    assert found["Alle projecten"] == "pages/work/project.py"
    assert any(isinstance(message, tuple) for message in found)


def test_messages_within_other_texts_are_found():
    source = """st.markdown(f":small[{_('a')}] {ngettext('b', 'c', n)}")\nname = _(one)\nother(_("d"))"""
    assert list(messages_in(source)) == ["a", ("b", "c"), "d"]
