"""The command line: reports in, who said what out; the ledger filled, asked, corrected and exported."""

from onrecord.cli.command import main

__all__ = ["main"]
