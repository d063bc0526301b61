"""The outbox: each mail once, none lost, whatever happens between two steps."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hands import Hands
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from onrecord.desk import outbox, subscribers, topics
from onrecord.desk.file import Desk, DeskError, moment
from onrecord.desk.outbox import Counts, Mail, counts, due, failed, put_off, queue, sent
from onrecord.desk.subscribers import ask, confirm, pause, resume, unsubscribe

ADA, BEA = "ada@example.org", "bea@example.org"


def mail(name: str, to: str = ADA, subscription: int | None = None, body: bytes = b"what is new") -> Mail:
    return Mail(message_id=f"<{name}@example.org>", to=to, body=body, subscription=subscription)


def reader(desk: Desk, address: str = ADA) -> int:
    """The number of a confirmed subscription, told up to change 5."""
    if not topics.all_topics(desk):
        topics.add(desk, "Strike", [])
    return confirm(desk, ask(desk, address, 1, "daily", 5).number).subscription.number


def waiting(desk: Desk) -> list[str]:
    return [each.message_id.split("@")[0][1:] for each in due(desk)]


def cursor(desk: Desk, number: int) -> tuple[int, str | None]:
    subscription = subscribers.one(desk, number).subscription
    return subscription.cursor, subscription.last_period


def test_mail_and_cursor_move_together(desk: Desk, hands: Hands) -> None:
    number = reader(desk)
    assert queue(desk, mail("a", ADA, number), cursor=(number, 9, "2024-10-25")) == 1
    assert due(desk) == (
        Mail(
            message_id="<a@example.org>",
            to=ADA,
            body=b"what is new",
            subscription=number,
            number=1,
            queued_at=moment(hands.at),
        ),
    )
    assert cursor(desk, number) == (9, "2024-10-25")


def test_what_fails_half_way_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    number = reader(desk)
    for bad in (mail("b", "no address"), mail("b c"), mail("b\r\nBcc"), mail("b", body=b"." * 4_000_001)):
        with pytest.raises(DeskError):
            queue(desk, mail("a", ADA, number), bad, cursor=(number, 9, "p"))

    def broken(*_: object) -> int:
        raise DeskError("the power went")

    monkeypatch.setattr(outbox, "_added", broken)
    with pytest.raises(DeskError, match="the power went"):
        queue(desk, mail("a", ADA, number), cursor=(number, 9, "p"))
    assert (waiting(desk), cursor(desk, number)) == ([], (5, None))


def test_the_same_again_is_nothing_and_a_cursor_never_goes_back(desk: Desk) -> None:
    number = reader(desk)
    assert queue(desk, mail("a", ADA, number), cursor=(number, 9, "day 1")) == 1
    assert queue(desk, mail("a", ADA, number), cursor=(number, 9, "day 1")) == 0
    assert queue(desk, mail("b", ADA, number), cursor=(number, 12, "day 2")) == 1
    assert queue(desk, mail("a", ADA, number), cursor=(number, 9, "day 1")) == 0
    assert (waiting(desk), cursor(desk, number)) == (["a", "b"], (12, "day 2"))
    sent(desk, 1)
    assert queue(desk, mail("a", ADA, number), mail("c", ADA, number)) == 1
    assert waiting(desk) == ["b", "c"]
    assert queue(desk, cursor=(number, 12, "day 3")) == 0  # a day with no news
    assert queue(desk, cursor=(number, 13, None)) == 0
    assert cursor(desk, number) == (13, "day 3")


def test_for_a_subscription_that_has_ended_nothing_is_queued(desk: Desk) -> None:
    number = reader(desk)
    unsubscribe(desk, number)
    assert queue(desk, mail("a", ADA, number), cursor=(number, 9, "p")) == 0
    assert queue(desk, mail("a"), cursor=(number, 9, "p")) == 0
    assert queue(desk, mail("b", ADA, number), mail("c")) == 1
    assert queue(desk, cursor=(10**30, 9, "p")) == 0
    assert waiting(desk) == ["c"]


def test_the_mails_of_a_subscription_leave_with_it(desk: Desk) -> None:
    ada, bea = reader(desk), reader(desk, BEA)
    queue(desk, mail("a", ADA, ada), mail("b", BEA, bea), mail("c", ADA, ada))
    sent(desk, 1)
    unsubscribe(desk, ada)
    assert waiting(desk) == ["b"]
    for do in (sent, lambda d, n: put_off(d, n, "", "busy"), lambda d, n: failed(d, n, "unknown")):
        do(desk, 3)  # it was on its way when its reader left
        do(desk, 10**30)
    assert counts(desk) == Counts(1, 0, 0, 0, due(desk)[0].queued_at)


def test_a_mail_is_tried_again_when_its_time_has_come(desk: Desk, hands: Hands) -> None:
    queue(desk, mail("a"), mail("b"))
    put_off(desk, 1, moment(hands.at + timedelta(minutes=5)), "451 try\r\nlater")
    assert waiting(desk) == ["b"]
    hands.move(minutes=5)
    assert waiting(desk) == ["a", "b"]  # the oldest first
    tried = due(desk, limit=1)[0]
    assert (tried.attempts, tried.problem) == (1, "451 try later")
    assert due(desk, hands.at - timedelta(minutes=1)) == due(desk)[1:]
    sent(desk, 1)
    taken = outbox.one(desk, 1)
    assert taken is not None
    assert (taken.attempts, taken.sent_at, taken.body, taken.problem) == (2, moment(hands.at), b"", None)
    failed(desk, 2, "550 unknown")
    put_off(desk, 2, moment(hands.at), "late")  # it is done
    given_up = outbox.one(desk, 2)
    assert given_up is not None
    assert (given_up.attempts, given_up.failed_at, given_up.problem, given_up.body) == (
        1, moment(hands.at), "550 unknown", b"what is new",
    )  # fmt: skip
    assert due(desk) == ()
    assert outbox.one(desk, 3) is None


def test_a_clock_that_goes_back_holds_no_mail_for_years(desk: Desk, hands: Hands) -> None:
    hands.move(days=2_000)
    queue(desk, mail("a"), mail("b"))
    put_off(desk, 1, moment(hands.at + timedelta(hours=1)), "busy")
    hands.move(days=-2_000)
    assert waiting(desk) == ["a", "b"]


def test_mails_of_a_paused_address_wait(desk: Desk) -> None:
    ada, bea = reader(desk), reader(desk, BEA)
    queue(desk, mail("a", ADA, ada), mail("b", BEA, bea), mail("c", ADA))
    pause(desk, ADA, "it bounced")
    assert waiting(desk) == ["b", "c"]  # "c" is about the address itself
    assert (counts(desk).waiting, counts(desk).held) == (2, 1)
    assert [each.address for each in subscribers.active(desk)] == [BEA]
    resume(desk, ADA)
    assert waiting(desk) == ["a", "b", "c"]


def test_the_letter_that_asks_to_confirm_reaches_a_paused_address(desk: Desk) -> None:
    reader(desk)
    topics.add(desk, "Pay", [])
    pause(desk, ADA, "it bounced")
    asked = ask(desk, ADA, 2, "daily", 0)
    queue(desk, mail("confirm", ADA, asked.number))
    assert waiting(desk) == ["confirm"]
    confirm(desk, asked.number)
    assert len(subscribers.active(desk)) == 2


def test_old_mails_are_cleared_and_those_that_wait_are_not(desk: Desk, hands: Hands) -> None:
    queue(desk, mail("a"), mail("b"), mail("c"))
    sent(desk, 1)
    failed(desk, 2, "550")
    assert counts(desk) == Counts(1, 0, 1, 1, moment(hands.at), moment(hands.at))
    assert outbox.clear(desk, hands.at) == 0
    hands.move(days=30)
    assert outbox.clear(desk, hands.at) == 2
    assert counts(desk).sent == 0
    assert waiting(desk) == ["c"]


def test_mails_to_an_address_are_counted(desk: Desk, hands: Hands) -> None:
    assert counts(desk) == Counts(0, 0, 0, 0, None)
    queue(desk, mail("confirm.1"), mail("digest.1"), mail("confirm.2", BEA))
    hands.move(hours=1)
    queue(desk, mail("confirm.3", "ADA@example.org"))
    yesterday = hands.at - timedelta(days=1)
    assert outbox.queued_to(desk, ADA, yesterday) == 3
    assert outbox.queued_to(desk, ADA, yesterday, prefix="<confirm.") == 2
    assert outbox.queued_to(desk, ADA, hands.at - timedelta(minutes=1), prefix="<confirm.") == 1


class Life(RuleBasedStateMachine):
    """Mails are made, sent, put off; the program is stopped and begun again between any two steps."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk(Path(self.folder.name) / "desk.db")
        self.subscription = reader(self.desk)
        self.made: list[int] = []  # changes of which a mail was made
        self.done: list[int] = []

    @rule(again=st.integers(0, 3))
    def queue(self, again: int) -> None:
        """Make the mail of the next change, or once more those of the last."""
        next_change = cursor(self.desk, self.subscription)[0] + 1
        for change in range(max(6, next_change - again), next_change + 1):
            new = queue(
                self.desk,
                mail(str(change), ADA, self.subscription),
                cursor=(self.subscription, change, str(change)),
            )
            assert new == (change not in self.made)
            self.made += [change] * new

    @precondition(lambda self: bool(due(self.desk)))
    @rule(how=st.sampled_from(["sent", "later", "crash"]))
    def send(self, how: str) -> None:
        first = due(self.desk, limit=1)[0]
        match how:
            case "sent":
                sent(self.desk, first.number)
                self.done.append(int(first.message_id[1:].split("@")[0]))
            case "later":
                put_off(self.desk, first.number, "", "busy")
            case _:
                self.crash()

    @rule()
    def crash(self) -> None:
        """Another desk of the same file: what was not written is gone."""
        self.desk.close()
        self.desk = Desk(self.desk.path)

    @rule()
    def pause(self) -> None:
        pause(self.desk, ADA, "it bounced")
        assert due(self.desk) == ()
        resume(self.desk, ADA)

    @invariant()
    def each_is_in_line_or_sent_and_once(self) -> None:
        in_line = [int(name) for name in waiting(self.desk)]
        assert sorted(in_line + self.done) == self.made
        assert cursor(self.desk, self.subscription)[0] == (self.made[-1] if self.made else 5)

    def teardown(self) -> None:
        self.desk.close()
        self.folder.cleanup()


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=15, stateful_step_count=20)
