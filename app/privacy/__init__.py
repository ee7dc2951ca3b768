"""What is known of a person, given to them or taken away: the one room that reaches all."""
