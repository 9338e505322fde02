"""Files of Excel and CSV themselves, before anybody knows what they are about."""
