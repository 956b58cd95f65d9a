"""The närvarotrappa: its steps, what a case owes on each, its clock by law and its number."""
