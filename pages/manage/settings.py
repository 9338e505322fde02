"""Bestand en reservekopieën: backups, whether the file is sound, and the way out."""

import streamlit as st

from sok_metrics.tasks.storage.place import list_backups
from sok_metrics.ui.manage import settings
from sok_metrics.ui.parts import session

backups = list_backups(session.store().path)

st.title(settings.answer(backups))
settings.show_backups(backups)
settings.show_upload()
settings.show_check()
settings.show_way_out()
