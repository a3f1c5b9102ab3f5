"""The rules of `journey lint`, and what they need to search a journey."""
