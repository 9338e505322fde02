"""The parts of the pages about the work: projects, actions, ideas and entering figures."""
