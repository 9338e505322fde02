"""The parts of the pages about people and what is kept of them."""
