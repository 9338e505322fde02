"""Project: everything about one project of the werkboek."""

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.ui.forms import buttons
from sok_metrics.ui.manage.history import history_link
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.work import project, projects

known = {one.project.code: one for one in projects.all_projects()}
code = session.asked_code(known)
found = known.get(code)

link("projects", _("Alle projecten"), icon="arrow_back")
if found is None:
    project.show_unknown(code)
else:
    with st.container(horizontal=True, vertical_alignment="center"):
        buttons.edit_button("project", [code])
        history_link("project", [code])
    project.show_project(found)
