"""Progress: from series, measurements and a day to status, pace, path, scenario and sums per commitment."""
