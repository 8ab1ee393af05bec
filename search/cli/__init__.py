"""The command line: one command for each thing an index can do."""

from search.cli.main import main

__all__ = ["main"]
