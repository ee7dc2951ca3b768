"""Messages on phones: which browsers asked for them, and by which addresses."""
