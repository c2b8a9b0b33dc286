"""Keep one program running: restart it when it dies, stop it when asked."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from server.clock import monotonic
from server.commands.signals import SignalInbox

PATIENCE = 6.0
# Sooner than this after its start, a death counts as one more of the same kind; a faulty start may take longer to fail.
QUICK_DEATH, FAILED_START = 2.0, 10.0
FIRST_DELAY, LONGEST_DELAY = 0.2, 5.0
# The spare loads when its elder has had the processor to itself for the busy first seconds.
SPARE_AFTER = 2.0
WAKE = b"\n"
# How a program says that it will never start like this, so nobody tries again. The shell gets 2, as for a wrong call.
NOT_LIKE_THIS, WRONG_CALL = 78, 2


class Program(NamedTuple):
    """What to run, with which environment, in which folder, and the file descriptors it inherits.

    With `spare` after its command it loads everything, touches nothing, and waits for one byte on standard input.
    """

    command: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    fds: Sequence[int] = ()
    spare: Sequence[str] = ()

    def start(self, *, as_spare: bool = False) -> subprocess.Popen[bytes]:
        """Start it in a process group of its own, so that Ctrl-C reaches it through the supervisor alone, once.

        Its standard input is a pipe that closes when the supervisor is gone.
        """
        return subprocess.Popen(
            [*self.command, *(self.spare if as_spare else ())],
            env=self.env,
            cwd=self.folder,
            pass_fds=self.fds,
            stdin=subprocess.PIPE,
            process_group=0,
        )


class Supervisor:
    """Runs a program until SIGTERM or SIGINT. SIGHUP restarts it in good order: a rolling restart.

    Beside it waits a spare that has loaded already, because loading is what takes long when it must be replaced.
    """

    def __init__(self, program: Program, pid_file: Path, say: Callable[[str], None]) -> None:
        self._program, self._pid_file, self._say = program, pid_file, say
        self._child: subprocess.Popen[bytes] | None = None
        self._spare: subprocess.Popen[bytes] | None = None
        self._terminal = Terminal()
        self._stopping = self._rolling = False
        self._born = 0.0
        self._quick_deaths = self._exit = 0
        self._kill_at: float | None = None
        self._start_at: float | None = None
        self._spare_at: float | None = None

    def run(self) -> int:
        """Block until stopped, and return the exit code for the shell."""
        inbox = SignalInbox(signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
        try:
            self._start()
            while not (self._stopping and self._child is None):
                for name in inbox.wait(self._patience()):
                    self._hear(name)
                self._note_its_end()
                self._keep_time()
        finally:
            if self._child is not None:
                self._child.kill()
            self._drop_spare()
            self._pid_file.unlink(missing_ok=True)
            inbox.close()
        return self._exit

    def _start(self) -> None:
        try:
            self._child = self._take_spare() or self._program.start()
        except OSError as error:
            self._say(f"The server could not be started ({error}); trying again in {LONGEST_DELAY:.0f} s.")
            self._start_at = monotonic() + LONGEST_DELAY
            return
        self._born, self._start_at = monotonic(), None
        self._spare_at = self._born + SPARE_AFTER if self._program.spare else None
        with contextlib.suppress(OSError):
            draft = self._pid_file.with_suffix(".draft")
            draft.write_text(f"{self._child.pid}\n")
            draft.replace(self._pid_file)

    def _take_spare(self) -> subprocess.Popen[bytes] | None:
        """Wake the spare. One that has died meanwhile is taken for a child that died at once: it says why."""
        spare, self._spare = self._spare, None
        if spare is not None and spare.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                spare.stdin.write(WAKE)
                spare.stdin.flush()
        return spare

    def _drop_spare(self) -> None:
        """It loaded a program that is not wanted any more, or that is older than its files."""
        self._spare_at = None
        if self._spare is not None:
            self._spare.kill()
            self._spare.communicate()
            self._spare = None

    def _hear(self, name: signal.Signals) -> None:
        if name is signal.SIGCHLD:
            return
        if name is signal.SIGHUP and not self._terminal.is_gone():
            self._rolling = self._child is not None
        else:
            self._stopping, self._start_at = True, None
        self._drop_spare()
        if self._child is not None:
            self._child.terminate()
            self._kill_at = self._kill_at or monotonic() + PATIENCE

    def _note_its_end(self) -> None:
        if self._child is None or (code := self._child.poll()) is None:
            return
        self._child.communicate()
        self._child = self._kill_at = None
        if code == NOT_LIKE_THIS:
            self._stopping, self._exit = True, WRONG_CALL
        if self._stopping:
            return
        delay = 0.0
        if not self._rolling:
            delay = self.delay(monotonic() - self._born, FAILED_START if code > 0 else QUICK_DEATH)
            again = f"starting it again in {delay:.1f} s" if delay else "starting it again"
            self._say(f"The server stopped ({describe_exit(code)}); {again}.")
        self._rolling = False
        self._start_at = monotonic() + delay

    def delay(self, lifetime: float, quick: float) -> float:
        """At once the first time; growing when it dies again and again right after its start."""
        self._quick_deaths = self._quick_deaths + 1 if lifetime < quick else 0
        if self._quick_deaths < 2:
            return 0.0
        return float(min(FIRST_DELAY * 2 ** min(self._quick_deaths - 2, 10), LONGEST_DELAY))

    def _keep_time(self) -> None:
        now = monotonic()
        if self._child is not None and self._kill_at is not None and now >= self._kill_at:
            self._child.kill()
            self._kill_at = None
        if self._child is None and self._start_at is not None and now >= self._start_at:
            self._start()
        if self._spare_at is not None and now >= self._spare_at:
            self._spare_at = None
            with contextlib.suppress(OSError):  # without one a restart takes longer, and says so if it fails
                self._spare = self._program.start(as_spare=True)

    def _patience(self) -> float | None:
        due = [moment for moment in (self._kill_at, self._start_at, self._spare_at) if moment is not None]
        return max(0.0, min(due) - monotonic()) if due else None


class Terminal:
    """The terminal we were started from. Closing it sends SIGHUP too, and then means: stop."""

    def __init__(self) -> None:
        self._counts = self._answers() and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN

    def is_gone(self) -> bool:
        """Whether there was one, not left on purpose with nohup, and it is closed now."""
        return self._counts and not self._answers()

    @staticmethod
    def _answers() -> bool:
        try:
            os.tcgetpgrp(sys.__stdin__.fileno() if sys.__stdin__ else -1)
        except (OSError, ValueError):
            return False
        return True


def describe_exit(code: int) -> str:
    """Say in words how a process ended."""
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"
