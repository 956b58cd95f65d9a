"""Frånvaro: the weekly genomgång, the school's figures and registration, the past year, one pupil."""
