"""Changing the dates of an activity that is published: this one, this and later, or all."""
