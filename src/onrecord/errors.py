"""The few errors that a caller can meet."""

from __future__ import annotations


class OnrecordError(Exception):
    """The base of all errors raised by onrecord on purpose."""


class NotThere(OnrecordError):
    """What is named is not there. Errors of the ledger and the desk are this, too, where that is so."""


class Refused(OnrecordError):
    """A page cannot be read. Raised inside a stage; the pipeline turns it into a `Refusal`.

    `stage` is "fetch", "intake", "article", "statements" or "ledger"; `reason` says what is wrong with the
    page, `advice` what its owner can do.
    """

    def __init__(self, stage: str, reason: str, advice: str) -> None:
        super().__init__(f"{stage}: {reason}; {advice}")
        self.stage = stage
        self.reason = reason
        self.advice = advice


class ModelError(OnrecordError):
    """The model's files are missing or are not what this version expects."""


class RefusalWarning(UserWarning):
    """A page was not read: the warning names the page, the stage, the reason and what to do."""
