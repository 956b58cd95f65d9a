"""Absence files that other systems wrote: bytes in, typed rows and row errors out."""
