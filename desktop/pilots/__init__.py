"""Pilot enterprises of the industrial-worker reform."""
