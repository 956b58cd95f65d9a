"""Dialogs that more than one page opens, or one page alone: each one act, named as the user says it."""
