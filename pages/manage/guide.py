"""Eerste stappen: from an empty agreement to the first meeting, each step to skip or to come back to."""

from sok_metrics.ui.manage import guide

state = guide.read()
step = guide.asked_step(state)
guide.show_steps(state, step)
guide.show_step(state, step)
