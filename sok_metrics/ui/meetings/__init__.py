"""The parts of the pages about meetings, decisions and what goes by the parties before it is public."""
