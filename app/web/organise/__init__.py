"""The pages on which organisers post, run and import activities: plain forms first."""
