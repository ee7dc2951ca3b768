"""Where things are: distance, time zones, and an offline gazetteer of the world's towns."""
