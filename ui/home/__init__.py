"""The first page: figures, what comes next, what was done last."""
