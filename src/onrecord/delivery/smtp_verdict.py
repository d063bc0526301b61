"""What a mail server's no means: for ever or for now, to the address or to something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Step = Literal["sender", "address", "letter"]
# A status as RFC 3463 has it, at the beginning of the words: "5.1.1 no such user".
_ENHANCED = re.compile(r"[245]\.(\d{1,3})\.(\d{1,3})\b")
_ADDRESSING, _MAILBOX, _POLICY = "1", "2", "7"
_FULL = "2.2"
# Without one: mailbox unavailable, not local, name not allowed. 552 is a full mailbox, which may be emptied.
_NO_MAILBOX = (550, 551, 553)
_PERMANENT = range(500, 600)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is in vain to try again, and whether it is the address that does not work."""

    is_permanent: bool
    is_about_address: bool


def judge(step: Step, code: int, words: str) -> Verdict:
    """Read what was said to MAIL (the sender), RCPT (the address) or DATA (the letter).

    What is forbidden ("relaying denied", "looks like spam") is no flaw of the address, and may be allowed
    later: it is tried again. So is a full mailbox. What is said to the sender is for us to mend.
    """
    found = _ENHANCED.match(words)
    subject = found[1] if found else None
    is_of_mailbox = subject in (_ADDRESSING, _MAILBOX) if found else code in _NO_MAILBOX
    is_about_address = step != "sender" and is_of_mailbox
    may_pass = subject == _POLICY or (found is not None and f"{found[1]}.{found[2]}" == _FULL)
    is_final = is_about_address if step == "address" else step == "letter"
    return Verdict(code in _PERMANENT and is_final and not may_pass, is_about_address)
