"""Lists: one model, one view, one page."""
