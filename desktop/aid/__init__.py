"""Aid: programmes, funds, batches of payments."""
