"""Hoe we samenwerken: do we keep our agreements on the organisation?"""

import streamlit as st

from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.texts import _
from sok_metrics.texts.agreement_checks import checks_sentence
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.check_badges import check_count_badges
from sok_metrics.ui.parts.empty import how_to_fill, show_empty
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.progress import checks

listed = session.progress().commitments
rules = listed[listed["kind"] == CommitmentKind.ORGANISATION_RULE.value]
titles = dict(zip(rules["code"], rules["title"], strict=True))

top = st.container()
if rules.empty:
    top.title(checks_sentence([], 0, is_past=False))
    show_empty(
        _("Hier komen de afspraken over hoe u samenwerkt, en of u ze houdt."),
        how_to_fill(),
    )
else:
    period = checks.ask_year()
    found = checks.read_checks(period)
    top.title(checks_sentence(found, period.year, is_past=period.is_over))
    top.markdown(check_count_badges(found, is_past=period.is_over))
    for one in found:
        checks.show_rule(one, titles.get(one.code, one.code), period)
buttons.commitment_buttons(CommitmentKind.ORGANISATION_RULE, "")
link("rules", _("Hoe we met elkaar omgaan: de samenwerkingsafspraken"), icon="handshake")
