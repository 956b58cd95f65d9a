"""Kartläggningen: its questions, answers, findings and versions."""
