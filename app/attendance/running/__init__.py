"""Running an activity: who comes, a message to all of them, news for who runs it."""
