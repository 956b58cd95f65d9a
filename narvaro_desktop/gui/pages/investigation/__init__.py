"""The kartläggning page and its parts: the voices, their questions, what is found, what is left to do."""
