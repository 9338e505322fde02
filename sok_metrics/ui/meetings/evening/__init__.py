"""The page of one evening: everything is prepared and written down in place."""
