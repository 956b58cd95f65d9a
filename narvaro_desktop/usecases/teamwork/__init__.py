"""What the team does together: I dag, the EHT-möte, the weekly närvarogenomgång."""
