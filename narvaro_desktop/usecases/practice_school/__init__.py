"""The practice school: how it is told, day by day, and the way that leads a person through it."""
