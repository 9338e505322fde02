"""What concerns people: forgetting, the privacy register, ideas, and links for the parties."""
