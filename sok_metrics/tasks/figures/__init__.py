"""Figures in: entered in an evening, from CBS or from a table that people have."""
