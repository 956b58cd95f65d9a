"""The EHT-möte and the words of the work."""
