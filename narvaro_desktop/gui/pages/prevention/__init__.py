"""Främja and what stands behind its tabs."""
