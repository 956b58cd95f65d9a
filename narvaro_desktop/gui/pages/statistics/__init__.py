"""Statistik: the questions, their answers, and the reports that are made of them."""
