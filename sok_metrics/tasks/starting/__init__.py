"""Starting an agreement: from folders, from the common set, or empty."""
