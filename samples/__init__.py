"""Maps that show the language, lint, draw and simulate."""
