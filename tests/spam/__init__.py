"""Five hundred pieces of spam against a real server: python -m tests.spam, or make spam."""
