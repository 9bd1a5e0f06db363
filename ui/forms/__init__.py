"""Forms built from field descriptions."""
