"""Samverkan: partners, meetings with them, consents."""
