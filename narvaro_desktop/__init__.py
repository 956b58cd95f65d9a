"""Närvaro: an elevhälsoteam follows up school absence, step by step, on its own computer."""

__version__ = "0.1.0"
