"""Letters by SMTP: over TLS unless settings say otherwise, and never for longer than allowed.

A socket's timeout is for one wait: a server that sends a byte a second would hold us for ever. So every
letter has a time for all of it, from the connection on; when it is over, a timer hangs up, and whatever
waits meets the end of the line. It holds a second handle of the line, for TLS takes the first away while it
is agreed on.

A server that took a letter and was cut off before it could say so gets it again, with the same Message-ID, as
RFC 5321 asks for.
"""

from __future__ import annotations

import contextlib
import queue
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, NoReturn, Self

from onrecord.delivery import smtp_verdict
from onrecord.delivery.post import NotDelivered
from onrecord.delivery.settings import Server
from onrecord.delivery.smtp_verdict import Step

# A reply has a line or a few; smtplib would take any number of them.
_REPLY_BYTES = 64_000
_SHOWN = 200


class SmtpPost:
    """A connection to a mail server, opened by the first letter, kept for the next."""

    def __init__(self, server: Server, own_name: str) -> None:
        """`own_name` is what we call ourselves to the server: the name of a host."""
        self._server = server
        self._own_name = own_name
        self._line: _Line | None = None
        self._is_cut = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self._line is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError), self._line.within(_Bye.seconds):
                self._line.quit()
        self._hang_up()

    def send(self, sender: str, to: str, body: bytes) -> None:
        """Hand a letter to the server. Raises NotDelivered."""
        _check(sender, to)
        line = self._line
        if line is None:
            line = self._line = _Line(self._own_name, self._server.seconds)
        if self._is_cut:
            line.cut()
        try:
            with line.within(self._server.seconds):
                self._deliver(line, sender, to, body)
            if line.is_late:  # the timer was quicker than its end: the letter is gone, and so is the line
                self._hang_up()
        except NotDelivered as failed:
            if failed.is_about_server or not line.is_open:
                self._hang_up()
            raise
        except (smtplib.SMTPException, OSError, ValueError) as error:
            is_late = line.is_late
            self._hang_up()
            raise self._broken(error, is_late=is_late) from error
        except BaseException:
            self._hang_up()
            raise

    def cut(self) -> None:
        """Hang up at once, whatever is being said; nothing is sent afterwards."""
        self._is_cut = True
        if self._line is not None:
            self._line.cut()

    def _deliver(self, line: _Line, sender: str, to: str, body: bytes) -> None:
        if not line.is_open:
            self._connect(line)
        self._ask(line.mail, sender, step="sender")
        self._ask(line.rcpt, to, step="address")
        try:
            code, words = line.data(body)
        except smtplib.SMTPDataError as error:
            code, words = error.smtp_code, _bytes(error.smtp_error)
        if code != 250:
            self._refuse(line, "letter", code, words)

    def _connect(self, line: _Line) -> None:
        """Open the line, encrypt it, log in."""
        server = self._server
        try:
            line.open(server)
            if server.security == "starttls":
                line.ehlo_or_helo_if_needed()
                # smtplib forgets all that was said before TLS.
                line.starttls(context=_trusted(server))
            line.ehlo_or_helo_if_needed()
            if server.user is not None and server.password is not None:
                line.login(server.user, server.password)
        except smtplib.SMTPAuthenticationError as error:
            words = f"{server.host} does not accept the user or password: {_shown(_bytes(error.smtp_error))}"
            raise self._closed(words) from None
        except smtplib.SMTPNotSupportedError:
            missing = "no login" if line.is_secured or server.security == "none" else "no STARTTLS"
            raise self._closed(f"{server.host} offers {missing}, and settings ask for it") from None
        except smtplib.SMTPResponseException as error:
            words = _shown(_bytes(error.smtp_error))
            raise self._closed(f"{server.host} takes nothing: {error.smtp_code} {words}") from None

    def _ask(self, command: Callable[[str], tuple[int, bytes]], address: str, *, step: Step) -> None:
        code, words = command(address)
        if code not in (250, 251):
            line = self._line
            self._refuse(line, step, code, words)

    def _refuse(self, line: _Line | None, step: Step, code: int, words: bytes) -> NoReturn:
        """Say what a refusal means; get the line ready for the next letter."""
        told = _shown(words)
        reason = f"{self._server.host} refuses the {step}: {code} {told}"
        if code == 421 or line is None or code < 200:  # it hangs up, or talks nonsense
            raise self._closed(reason)
        with contextlib.suppress(smtplib.SMTPServerDisconnected):
            line.rset()
        verdict = smtp_verdict.judge(step, code, told)
        raise NotDelivered(
            reason,
            is_permanent=verdict.is_permanent,
            is_about_address=verdict.is_about_address,
            is_about_server=step == "sender",
        )

    def _closed(self, reason: str) -> NotDelivered:
        return NotDelivered(reason, is_permanent=False, is_about_address=False, is_about_server=True)

    def _broken(self, error: Exception, *, is_late: bool) -> NotDelivered:
        server = self._server
        where = f"{server.host}, port {server.port}"
        if self._is_cut:
            return self._closed(f"the line to {where} was cut, for we stop")
        if is_late or isinstance(error, TimeoutError):
            return self._closed(f"{where}: it took longer than {server.seconds} s")
        if isinstance(error, ssl.SSLCertVerificationError):
            return self._closed(f"{where} cannot prove who it is: {_shown(error.verify_message.encode())}")
        if isinstance(error, ssl.SSLError):
            return self._closed(f"no TLS with {where}: {_shown(str(error.reason or error).encode())}")
        if isinstance(error, smtplib.SMTPServerDisconnected):
            return self._closed(f"{where} hung up: {_shown(str(error).encode())}")
        return self._closed(f"{where}: {_shown(str(error).encode())}")

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.hang_up()


class _Bye:
    """How long we wait for a server to say good-bye."""

    seconds = 2


class _Line(smtplib.SMTP):
    """smtplib's conversation over a line that can be cut from another thread."""

    def __init__(self, own_name: str, seconds: float) -> None:
        # The name is told here, or smtplib asks the DNS for it, for as long as that takes.
        super().__init__(local_hostname=own_name, timeout=seconds)
        self.is_late = False
        self._trust: ssl.SSLContext | None = None
        self._handle: socket.socket | None = None
        self._ends = 0.0
        self._lock = threading.Lock()
        self._is_cut = False

    @property
    def is_open(self) -> bool:
        """Whether something can be said."""
        return self.sock is not None

    @property
    def is_secured(self) -> bool:
        """Whether TLS is spoken."""
        return isinstance(self.sock, ssl.SSLSocket)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Everything within ends after so many seconds."""
        self._ends = time.monotonic() + seconds
        timer = threading.Timer(seconds, self._run_out)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def open(self, server: Server) -> None:
        """Connect and hear the greeting."""
        self._host = server.host  # what STARTTLS checks the certificate for
        self._trust = _trusted(server) if server.security == "tls" else None
        code, words = self.connect(server.host, server.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, words)

    def cut(self) -> None:
        """Hang up from another thread: whatever waits meets the end of the line."""
        with self._lock:
            self._is_cut = True
            if self._handle is not None:
                with contextlib.suppress(OSError):
                    self._handle.shutdown(socket.SHUT_RDWR)

    def hang_up(self) -> None:
        """Let go of the line."""
        with contextlib.suppress(OSError):
            self.close()
        with self._lock:
            if self._handle is not None:
                self._handle.close()
                self._handle = None

    def getreply(self) -> tuple[int, bytes]:
        """Read a reply, of bounded length."""
        if self.sock is not None:
            if self.file is None:
                self.file = _Bounded(self.sock.makefile("rb"))
            self.file.left = _REPLY_BYTES
        return super().getreply()

    def _run_out(self) -> None:
        self.is_late = True
        self.cut()

    def _left(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0 or self._is_cut:
            raise TimeoutError
        return left

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """What smtplib makes its connection with; it is known to `cut` before anything is said."""
        failed: OSError = OSError(f"{host} has no address")
        for family, address in _look_up(host, port, self._left()):
            made = socket.socket(family, socket.SOCK_STREAM)
            try:
                made.settimeout(self._left())
                made.connect(address)
                made.settimeout(timeout)  # the timer ends what takes longer in all
                self._keep(made)
                trust = self._trust
                return made if trust is None else trust.wrap_socket(made, server_hostname=host)
            except OSError as error:
                made.close()
                if isinstance(error, ssl.SSLError):
                    raise
                failed = error
            except BaseException:
                made.close()
                raise
        raise failed

    def _keep(self, made: socket.socket) -> None:
        with self._lock:
            if self._handle is not None:
                self._handle.close()
            self._handle = made.dup()
            if self._is_cut:
                raise TimeoutError


class _Bounded:
    """A line's file of which a reply may take only so much."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.left = _REPLY_BYTES

    def readline(self, most: int) -> bytes:
        """Read a line. Raises OSError where the reply is too long, or ends within a line.

        Of half a line smtplib would make an answer, and one that begins with "250" may have gone on.
        """
        read: bytes = self._file.readline(most)
        if read and not read.endswith(b"\n") and len(read) < most:
            raise OSError("its reply broke off")
        self.left -= len(read)
        if self.left < 0:
            raise OSError("its reply has no end")
        return read

    def close(self) -> None:
        """Let go."""
        self._file.close()


def _look_up(host: str, port: int, seconds: float) -> list[tuple[int, Any]]:
    # The system's look-up cannot be given a time: it goes on in a thread that nobody waits for.
    box: queue.SimpleQueue[list[tuple[int, Any]] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            box.put([(each[0], each[4]) for each in found])
        except (OSError, UnicodeError) as error:
            box.put(OSError(f"no host of that name was found ({error})"))

    threading.Thread(target=ask, daemon=True, name=f"look-up of {host}").start()
    try:
        found = box.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, OSError):
        raise found
    return found


def _trusted(server: Server) -> ssl.SSLContext:
    """Whose word counts for who the server is. Raises NotDelivered where `trust` cannot be read."""
    try:
        return ssl.create_default_context(cafile=None if server.trust is None else str(server.trust))
    except OSError as error:
        reason = f"{server.trust} (trust in [mail]) is no file of certificates: {error.strerror or error}"
        raise NotDelivered(reason, is_permanent=False, is_about_address=False, is_about_server=True) from None


def _check(*addresses: str) -> None:
    """Make sure that nothing ends the command that an address stands in."""
    for address in addresses:
        if not address.isascii() or not address.isprintable() or any(each in address for each in " <>,"):
            reason = f"{_shown(address.encode('utf-8', 'replace'))} is no mail address"
            raise NotDelivered(reason, is_permanent=True, is_about_address=True)


def _bytes(words: str | bytes) -> bytes:
    return words.encode("utf-8", "replace") if isinstance(words, str) else words


def _shown(words: bytes) -> str:
    text = " ".join(words.decode("utf-8", "replace").split())
    plain = "".join(each if each.isprintable() else "?" for each in text[:_SHOWN])
    return plain or "no words"
