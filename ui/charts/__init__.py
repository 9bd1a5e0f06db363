"""Charts: painted by hand, and the page of those of the files."""
