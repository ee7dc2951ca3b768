"""What anybody tells moderators of an activity, without an account."""
