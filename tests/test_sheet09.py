"""Sheet 09: its sliders, and pictures of what is no result."""
