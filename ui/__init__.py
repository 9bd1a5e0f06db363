"""The screen."""

NAME = "娘家人"
"""What the program is called on the screen."""
