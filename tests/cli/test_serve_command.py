"""`onrecord serve`: begins, says where, ends on Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from typer.testing import CliRunner

from onrecord.cli.command import app


def test_it_serves_until_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", "new.db", "--port", "0"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, text=True, **pipes) as serving:  # type: ignore[call-overload]
        try:
            address = serving.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(f"{address}account", timeout=20) as answer:
                assert answer.status == 200
            serving.send_signal(signal.SIGINT)
            _, told = serving.communicate(timeout=20)
        finally:
            serving.kill()
    assert serving.returncode == 0
    assert "there is no ledger new.db yet" in told
    assert told.rstrip().endswith("stopped")
    assert "Traceback" not in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.db", "new.desk.db"]


def test_what_cannot_be_is_said_and_nothing_is_begun(tmp_path: Path) -> None:
    ledger = str(tmp_path / "new.db")
    for options, told in (
        (["--host", "0.0.0.0"], "there is no account with a password"),
        (["--name", "news.example"], "others could reach the explorer as news.example"),
        (["--https"], "--name"),
        (["--host", "no such host"], "no address of this machine"),
    ):
        done = CliRunner().invoke(app, ["serve", "--ledger", ledger, "--port", "0", *options])
        assert done.exit_code == 2
        assert told in done.stderr
    assert not Path(ledger).exists()
