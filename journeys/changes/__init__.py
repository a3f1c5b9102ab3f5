"""What changed from one plan to another."""
