"""One reader a format: bytes in, rows out, nothing stored."""
