"""Where the pages of the room stand, on the server of the dashboard and on that of the phones alike."""

from sok_metrics.tasks.room.paths import LEADER_PATH, ROOM_PATH

JOIN_PATH = f"{ROOM_PATH}/mee"
"""Followed by a slash and the join code: where who scans or types the address comes in."""
SCREEN_PATH = f"{ROOM_PATH}/scherm"
PICTURES_PATH = f"{ROOM_PATH}/beelden"
"""Only on the server of the dashboard: what the minutes show comes from a browser of who leads."""
ASSETS_PATH = f"{ROOM_PATH}/bestand"

__all__ = ["ASSETS_PATH", "JOIN_PATH", "LEADER_PATH", "PICTURES_PATH", "ROOM_PATH", "SCREEN_PATH"]
