"""The rektor's decision, the anmälan, and what is told the huvudman after it."""
