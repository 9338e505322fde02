"""Where the pages of the room begin, and the one that the dashboard leads to."""

ROOM_PATH = "/zaal"
"""The beginning of all of them: the phones' server has nothing else, and sends / to the cards."""
LEADER_PATH = f"{ROOM_PATH}/leiding"
"""Only on the server of the dashboard: who leads has signed in there."""
