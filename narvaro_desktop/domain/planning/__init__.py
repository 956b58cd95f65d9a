"""Åtgärdsplanen: measures, the catalogue they come from, the way back to school, what came of it."""
