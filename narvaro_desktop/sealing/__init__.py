"""Sealed packages: bytes and keys in, bytes out; FORMAT.md is the specification."""
