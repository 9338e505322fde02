"""Every change to the store: named functions, all through one write path that keeps the history."""
