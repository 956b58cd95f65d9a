"""The case page and its parts, from the head down to the timeline."""
