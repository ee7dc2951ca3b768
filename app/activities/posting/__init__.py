"""What organisers write themselves: drafts, which are the queue of review, and own activities."""
