"""The commands, done here or by the server that owns the store."""
