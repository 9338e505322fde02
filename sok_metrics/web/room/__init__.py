"""The plain pages of an evening: the screen, who leads it, and the server for the phones in the room."""
