"""Statistics, the reports that are made of them, and a school's figures for its huvudman."""
