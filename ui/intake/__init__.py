"""Taking ledgers in: what columns mean, what entering would do, entering."""
