"""Bestand en reservekopieën: backups, whether the file is sound, and the way out."""

import streamlit as st

from sok_metrics.ui.manage import settings

backups = settings.backups_here()

st.title(settings.answer(backups))
settings.show_backups(backups)
settings.show_upload()
settings.show_check()
settings.show_way_out()
