"""What a page, the command line and a web route all do: start a store, export it, check it."""
