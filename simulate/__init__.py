"""Customers who walk through journeys, and what a map makes them get."""
