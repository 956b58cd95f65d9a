"""Sealed files on their way in: looked for, opened, kept until their sender is known, sorted."""
