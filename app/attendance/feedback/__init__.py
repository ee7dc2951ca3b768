"""What visitors found, and what the listing says of it from five of them on."""
