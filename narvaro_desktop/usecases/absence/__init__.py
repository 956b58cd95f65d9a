"""What the absence figures say: of a pupil, of the school, and who should be looked at."""
