"""The journeys of a map as one HTML file, which opens from disk and fetches nothing."""
