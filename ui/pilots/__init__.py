"""Pilot enterprises (产改试点): their page with its sections, and an enterprise's page with its tabs."""
