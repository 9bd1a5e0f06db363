"""What leaves the office: preview, printing, saving."""
