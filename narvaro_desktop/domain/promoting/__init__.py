"""Främja och förebygga: where absence gathers, checklists, what a school does together."""
