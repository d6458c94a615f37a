"""The standard streams: what cannot be written is said in one line, and is never taken for success."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from typing import IO, Any

import click

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
def _whole() -> Iterator[None]:
    """Turn output that is lost into a complaint."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        from mgmtsys.files.access import denial

        _give_up(sys.stdout)
        why = denial(error)
        raise _Lost(
            f"the output cannot be written: {why.read('en')}. 无法写入输出：{why.read('zh')}。"
        ) from None


class Commands(click.Group):
    """A group of commands whose output arrives whole, or fails them."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the arguments; help and version are printed here."""
        with _whole():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _whole():
            return super().invoke(ctx)


def _end(*_: object) -> None:
    sys.exit(128 + signal.SIGTERM)


def prepare() -> None:
    """Make the streams UTF-8, and let a command that is ended clear up after itself."""
    # A command ends soon and makes few circles; looking for them often costs a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the command: writing must fail
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDONLY), "w"))
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
