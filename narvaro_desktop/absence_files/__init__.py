"""Absence files that other systems wrote: bytes in, typed rows and row errors out."""

# The flag by which a bundled program knows that it is to be the child that parses a file. It stands here,
# in a module that loads nothing, since the entry point asks for it before everything else.
CHILD_FLAG = "--read-absence-file"
