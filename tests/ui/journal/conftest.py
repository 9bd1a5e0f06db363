"""A real office behind a desk."""

from tests.ui.desks import ask, desk, made, path, settle

__all__ = ["ask", "desk", "made", "path", "settle"]
