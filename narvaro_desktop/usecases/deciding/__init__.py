"""The rektor's decision, the anmälan, what is told the huvudman after it, and how that is answered."""
