"""The default map and the preset population, as files that `journeys/preset.py` reads."""
