"""Who publishes: organisers."""
