"""One page for each drawing in ui/."""
