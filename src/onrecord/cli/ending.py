"""How a command ends: its exit code, whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.cli.messages import NOTHING_READ, READER_GONE, STOPPED, Messages
from onrecord.cli.output import let_go_of_stdout
from onrecord.errors import OnrecordError


def exit_code(messages: Messages, work: Callable[[], int]) -> int:
    """Do the work, which gives an exit code; what a person has to be told goes to standard error."""
    try:
        return work()
    except BrokenPipeError:
        let_go_of_stdout()
        return READER_GONE
    except OnrecordError as error:
        messages.say(f"onrecord: {error}")
        return NOTHING_READ
    except KeyboardInterrupt:
        messages.say("stopped")
        return STOPPED
