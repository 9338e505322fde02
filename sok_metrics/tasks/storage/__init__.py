"""Keeping a store: its place, backups, putting back, dumps and what was erased."""
