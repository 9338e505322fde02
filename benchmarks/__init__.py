"""How fast the dashboard is, beside the barest thing that could do the same: `make bench`."""
