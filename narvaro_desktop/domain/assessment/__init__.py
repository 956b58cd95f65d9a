"""Kartläggningen: its questions, what it came upon, who must be heard."""
