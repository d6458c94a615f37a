"""The standard streams: what cannot be written is said in one line, and is never taken for success."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from typing import IO, Any

import click

from mgmtsys.cli.overview import Commands
from mgmtsys.cli.speech import asked, complaining, language
from mgmtsys.files.denial import denial
from mgmtsys.values.text import say

#: The command did not do what it was asked to.
_FAILED = 2


class _Lost(click.ClickException):
    """Output that could not be written: a full disk, or a pipe that nobody reads any more."""

    exit_code = _FAILED

    def show(self, file: IO[Any] | None = None) -> None:
        """Say so in one line, where that can be said."""
        try:
            click.echo(self.message, file=file, err=True)
        except OSError:
            _give_up(sys.stderr)


def _give_up(stream: IO[Any]) -> None:
    """Let what is still buffered go nowhere, or the interpreter would complain of it at its end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextlib.contextmanager
def _whole(lang: str) -> Iterator[None]:
    """Turn output that is lost into a complaint."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        _give_up(sys.stdout)
        why = denial(error)
        lost = say("the output cannot be written: {why}", why=why)
        raise _Lost(lost.read(lang)) from None


class WholeCommands(Commands):
    """Commands whose output arrives whole, or fails them, and who tell what they do not understand."""

    def make_context(self, info_name: str | None, args: list[str], **rest: Any) -> click.Context:  # type: ignore[override]  # narrower
        """Parse the arguments; help and version are printed here."""
        with _whole(asked(args)), complaining(args):
            return super().make_context(info_name, args, **rest)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _whole(language(ctx)), complaining((), ctx):
            return super().invoke(ctx)


def _end(*_: object) -> None:
    sys.exit(128 + signal.SIGTERM)


def prepare() -> None:
    """Make the streams UTF-8, and let a command that is ended clear up after itself."""
    # A command ends soon and makes few circles; looking for them often costs a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    atexit.register(gc.freeze)  # at the end all goes with the process, circles too
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the command: writing must fail
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDONLY), "w"))
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
