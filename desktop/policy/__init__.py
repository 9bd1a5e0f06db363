"""The rules of a place and a year, as data."""
