"""The parts of the two pages of a pack: how it is read, and how it is changed."""
