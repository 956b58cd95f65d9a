"""Främja och förebygga: measures for groups, the year, what pupils say."""
