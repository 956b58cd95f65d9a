"""Samverkan: partners, support and workplaces to ask for, meetings, consents."""
