"""What the huvudman is told: the anmälan field by field, what follows it, the matter that it becomes."""
