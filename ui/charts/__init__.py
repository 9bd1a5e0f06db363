"""Charts of the files."""
