"""Bring a friend: a link that shows a date and what the inviter chose, and nothing else of them."""
