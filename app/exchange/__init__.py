"""Reading activities from files that others wrote."""
