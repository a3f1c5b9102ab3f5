"""Pictures of journeys and of maps."""
