"""Statistics: the definitions as data, how they are counted, and masked before they are published."""
