"""Sheet 11: its tables, its sliders, and pictures of what is no result."""
