"""娘家人: the aid desk of a district trade union, the application without a screen."""

__version__ = "0.1.0"
