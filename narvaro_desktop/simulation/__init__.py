"""A school that never was: seeded pupils, lessons and absences for practice, tests and benchmarks."""
