"""The exit codes of every command."""

OK = 0
FOUND = 1
BROKEN = 2
