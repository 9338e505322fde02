"""How many phones may answer a card: in a hall all may have one address, so only their number can be bound.

Who clears the cookies of a phone can answer once more. That cannot be seen of one, but it shows in the sum:
who leads sees more answers than people at the door, and this is the most that there can be.
"""

import json

from sok_metrics.tasks.room.card_file import PLACES
from sok_metrics.tasks.room.state import Room
from sok_metrics.tasks.storage.deliver import put_in_place

UNCOUNTED = 300
"""While nobody was counted at the door."""
SPARE = 20
"""People may have come in past the counting, or have two phones."""
_FILE = "hoogstens.json"


def most_answers(room: Room, people: int) -> int:
    """How many phones can answer one card, when so many people were counted at the door."""
    chosen = read_most(room)
    if chosen is not None:
        return min(chosen, PLACES)
    return min(2 * people + SPARE if people else UNCOUNTED, PLACES)


def read_most(room: Room) -> int | None:
    """What who leads chose for this evening; None when they chose nothing."""
    try:
        kept = json.loads((room.folder / _FILE).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or kept.get("meeting") != room.state.meeting_number:
        return None
    most = kept.get("most")
    return most if isinstance(most, int) else None


def choose_most(room: Room, most: int | None) -> None:
    """Let so many phones answer this evening; None leaves it to who was counted at the door."""
    room.folder.mkdir(mode=0o700, exist_ok=True)
    kept = {"meeting": room.state.meeting_number, "most": most}
    put_in_place(json.dumps(kept).encode(), room.folder / _FILE)
