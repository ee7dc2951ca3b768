"""What organisers publish: activities, their places, dates and facts."""
