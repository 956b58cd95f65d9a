"""I dag and its parts: what needs a person, and what the figures propose."""
