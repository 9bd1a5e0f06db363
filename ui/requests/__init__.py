"""Applications for aid: their list, the form of one, and what is decided about them."""
