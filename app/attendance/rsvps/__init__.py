"""Holding a place: quietly, without an account, and back out again as easily."""
