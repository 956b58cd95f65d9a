"""Who leaves leaves nothing open: the lock, what sets it off, and what is found again afterwards."""
