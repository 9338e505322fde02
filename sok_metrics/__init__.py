"""The SOK-monitor: an agreement on the energy transition, and what comes of it."""

__version__ = "0.1.0"
