"""The only room that knows SQL and a database driver."""
