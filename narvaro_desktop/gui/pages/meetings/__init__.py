"""EHT-möten: their list, one of them, and the room in which it is held."""
