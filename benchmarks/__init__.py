"""Speed, as ratios of things measured alternately in one run; never a test."""
