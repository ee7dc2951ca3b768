"""What people would like to be told of an activity; nobody's name stands beside it."""
