"""The parts of the pages for who looks after the dashboard: the agreement, files, access and history."""
