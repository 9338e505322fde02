"""The participatory energy budget: what there is, what is promised to whom, and what is left."""
