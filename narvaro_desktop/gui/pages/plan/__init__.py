"""The plan page and its parts: the measures, the way back, what is said around them."""
