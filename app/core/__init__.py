"""What every room stands on: database, the one commit, the strict edge, errors, clock."""
