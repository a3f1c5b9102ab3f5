"""The files of the default map and the preset population; `journeys/preset.py` reads them."""
