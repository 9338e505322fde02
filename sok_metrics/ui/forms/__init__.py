"""Forms for everything that the store holds, shown on the page where the thing itself is shown."""
