"""Faults made on purpose on a real server, and a checker that compares answers with rows."""
