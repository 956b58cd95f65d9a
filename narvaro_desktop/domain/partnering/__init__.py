"""Samverkan: whose consent opens what, and where support can be asked for."""
