"""Counts of what is asked, never of who asks."""
