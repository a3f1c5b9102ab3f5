"""The command line: one file a command, and the formats of what they print."""
