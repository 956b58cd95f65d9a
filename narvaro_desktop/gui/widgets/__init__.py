"""The program's own widgets, painted from the theme's tokens."""
