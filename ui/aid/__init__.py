"""Aid: batches and funds on the screen."""
