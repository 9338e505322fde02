"""The parts of the pages about progress: how values, goals and indicators do."""
