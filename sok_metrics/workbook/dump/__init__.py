"""The whole store as sheets, out and back."""
