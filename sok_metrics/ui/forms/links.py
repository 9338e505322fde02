"""Linking a record to several others in its form.

Two people may link at the same time: of each only what that person added or took away is saved.
"""

from collections.abc import Iterator, Mapping

import streamlit as st

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store.changes.records import Edit
from sok_metrics.store.queries.records import list_records, list_records_at
from sok_metrics.store.reader import WholeReader
from sok_metrics.texts import _
from sok_metrics.texts.fields import noun
from sok_metrics.texts.formats import headed
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.forms.specs import Linked, LinkField
from sok_metrics.ui.parts.choices import choose_several
from sok_metrics.ui.parts.escaping import plain


def read_links(reader: WholeReader, link: LinkField, code: str, seen: int) -> Linked:
    """What the record with this code is linked to, now and when change `seen` was the newest."""
    where = {link.own: code}
    opened = list_records_at(reader, link.table, where, seen)
    now = list_records(reader, link.table, where)
    return Linked(*(tuple(record.values[link.other] or "" for record in found) for found in (opened, now)))


def ask(link: LinkField, names: Names, linked: Linked, key: str) -> list[str]:
    """Show the choice of one kind of link, and give what is chosen."""
    referred = TABLES_BY_NAME[_other_table(link)].referred
    several = referred.several if referred else ""
    label = _(several) if several else headed(noun(link.table).many)
    # What is linked already stays to choose, also when it is in the archive.
    known = {
        **_options(link, names),
        **{code: code for code in linked.opened if code not in _options(link, names)},
    }
    return choose_several(label, known, linked.opened, key=key, placeholder=_("Kies een of meer"))


def show_others(link: LinkField, names: Names, linked: Linked) -> None:
    """What somebody else did to these links since the form was opened; that stays as it is."""
    for sentence in _said_of_others(link, names, linked):
        st.warning(plain(sentence))


def others_sentence(names: Names, links: Mapping[LinkField, Linked]) -> str:
    """The same of all links of a form, in one text; "" when nobody touched them."""
    sentences = [one for link, linked in links.items() for one in _said_of_others(link, names, linked)]
    return " ".join(sentences)


def save(
    edit: Edit, code: str, links: Mapping[LinkField, Linked], chosen: Mapping[LinkField, list[str]]
) -> None:
    """Add to and take from the links of the record with this code what was added and taken in the form."""
    for link, others in chosen.items():
        opened = links[link].opened
        for other in others:
            if other not in opened:
                edit.link(link.table, {link.own: code, link.other: other})
        for other in opened:
            if other not in others:
                edit.unlink(link.table, {link.own: code, link.other: other})


def _options(link: LinkField, names: Names) -> Mapping[str, str]:
    return names.options(_other_table(link))


def _other_table(link: LinkField) -> str:
    return TABLES_BY_NAME[link.table].column(link.other).refers_to or ""


def _said_of_others(link: LinkField, names: Names, linked: Linked) -> Iterator[str]:
    known = _options(link, names)
    if linked.added_by_others:
        words = ", ".join(known.get(key, key) for key in linked.added_by_others)
        yield _("Iemand anders koppelde intussen ook: {words}.").format(words=words)
    if linked.taken_by_others:
        words = ", ".join(known.get(key, key) for key in linked.taken_by_others)
        yield _("Iemand anders haalde intussen weg: {words}.").format(words=words)
