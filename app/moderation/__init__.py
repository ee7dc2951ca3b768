"""Keeps harm out: reports, the review of new listings, hiding, blocks, doubles, stale listings."""
