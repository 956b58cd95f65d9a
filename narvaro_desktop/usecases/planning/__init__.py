"""Åtgärdsplanen: measures, the catalogue they come from, how they went."""
