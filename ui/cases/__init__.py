"""Hardship files on the screen: the list, and the form of one file."""
