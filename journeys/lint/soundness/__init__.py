"""Soundness: what can become of the tokens of one customer in one journey, whatever the times."""
