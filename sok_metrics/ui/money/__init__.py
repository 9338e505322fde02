"""The parts of the page about the energy budget."""
