"""Documents to read on paper: made from finished content, never from the store itself."""
