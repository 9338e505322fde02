"""Where the pages of the room stand, on the server of the dashboard and on that of the phones alike."""

ROOM_PATH = "/zaal"
"""The beginning of all of them: the phones' server has nothing else, and sends / to the cards."""
JOIN_PATH = f"{ROOM_PATH}/mee"
"""Followed by a slash and the join code: where who scans or types the address comes in."""
