"""The huvudman's pages: the register, and an anmälan with its matter and the answer to it."""
