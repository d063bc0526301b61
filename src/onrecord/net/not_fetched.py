"""Why an address was not fetched."""

from __future__ import annotations

from onrecord.errors import Refused

# As much of a server's words as is shown in a reason.
_SHOWN = 120


class NotFetched(Refused):
    """An address was not fetched: the reason, the advice, and what the server had to say about it.

    `status` is the HTTP status where there was an answer (404 and 410 mean gone); `retry_after` the seconds
    that the server asks to be left alone for, where it says so, at most a day.
    """

    def __init__(
        self, reason: str, advice: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__("fetch", reason, advice)
        self.status = status
        self.retry_after = retry_after

    def behind(self, words: str) -> NotFetched:
        """Give the same refusal with words before its reason, such as what led to the address."""
        return NotFetched(
            f"{words}: {self.reason}", self.advice, status=self.status, retry_after=self.retry_after
        )


class Unreachable(NotFetched):
    """No question was put to the host: its name is not known, its address not allowed, or nobody answers."""


class TooLarge(NotFetched):
    """The answer is larger than the limits allow."""

    def __init__(self, limit: int, kind: str) -> None:
        reason = f"the answer is larger than {limit / 1_000_000:g} MB {kind}"
        super().__init__(
            reason, "save it in parts and give the files, or give the address of a single report"
        )


def shown(text: str) -> str:
    """Cut words from outside to what fits into a reason, and show nothing that would not print."""
    plain = "".join(character if character.isprintable() else "?" for character in text[: _SHOWN + 1])
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
