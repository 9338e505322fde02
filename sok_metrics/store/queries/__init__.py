"""Every question to the store: a named function each, with the columns that come out."""
