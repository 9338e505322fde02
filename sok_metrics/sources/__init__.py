"""Figures from outside: what Statistics Netherlands (CBS) publishes about a neighbourhood."""
