"""Bookmarks of guests who want them with their places; everybody else's stay on their phones."""
