"""The one file of an office: the only room that knows SQL."""
