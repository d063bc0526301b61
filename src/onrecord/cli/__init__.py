"""The command line: `onrecord read` prints who said what in the files it is given."""

from onrecord.cli.command import main

__all__ = ["main"]
