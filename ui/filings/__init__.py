"""What is handed up: sheets and papers."""
