"""Noting in the room, and what becomes of the notes: minutes that go by the parties and are then fixed."""
