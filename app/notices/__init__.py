"""Telling people what they asked to be told, at least once, and never after it was taken back."""
