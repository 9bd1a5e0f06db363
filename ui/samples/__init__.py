"""The yearly spot check: drawing, results, progress."""
