"""What people do about activities: hold a place, wait for one, save."""
