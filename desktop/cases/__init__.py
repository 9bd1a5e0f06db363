"""Hardship files: one household, one file."""
