"""Files written whole or not at all, by one writer at a time."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from mgmtsys.files.denial import denial
from mgmtsys.values.exceptions import NotUnderstood

_Path = str | os.PathLike[str]


def write_text(path: _Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file whole or not at all; raises :class:`NotUnderstood` when it cannot be written."""
    try:
        raw = text.encode(encoding)
    except UnicodeEncodeError as error:  # a text can hold what no file may
        raise unwritable(path, error) from None
    write_bytes(path, raw)


def write_bytes(path: _Path, raw: bytes) -> None:
    """Write a file whole or not at all: under a temporary name beside it, then moved.

    A symbolic link is followed, and a file that is replaced keeps its mode. Raises
    :class:`NotUnderstood` when the file cannot be written.
    """
    rewrite(path, lambda _: raw)


def rewrite(path: _Path, change: Callable[[bytes | None], bytes]) -> None:
    """Write what a change makes of what a file holds, ``None`` of a file that is not there.

    Nobody else who writes this way comes between, and nothing is written where somebody else did.
    Raises :class:`NotUnderstood` then, and when the file cannot be written.
    """
    try:
        target = Path(os.path.realpath(path))
        there = _status(path)
        if there is not None and not stat.S_ISREG(there.st_mode):
            _pour(Path(path), there, change(None))
            return
        with _held(target.parent) as is_held:
            before = _content(target)
            raw = change(before)
            if _content(target) != before:
                raise NotUnderstood(
                    "{path}: was changed while it was being written: try again",
                    path=path,
                )
            if is_held:
                _clean(target)
            _replace(target, _status(target), raw)
    except (OSError, ValueError, RuntimeError) as error:  # a name can hold what no file may
        if isinstance(error, NotUnderstood):
            raise
        raise unwritable(path, error) from None


def unwritable(path: _Path, error: OSError | ValueError | RuntimeError) -> NotUnderstood:
    """Return the complaint that a file cannot be written, and why."""
    why = denial(error)
    return NotUnderstood("{path}: cannot be written: {why}", path=path, why=why)


def _status(path: _Path) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 - a path of any kind
    except FileNotFoundError:
        return None


def _content(target: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None


def _pour(path: Path, there: os.stat_result, raw: bytes) -> None:
    """Write into what is no plain file, such as a device or a pipe, which nothing replaces."""
    if stat.S_ISDIR(there.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    with path.open("wb") as stream:
        stream.write(raw)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Keep other writers out of a folder, where the system can; say whether it could."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, PermissionError):
        yield False
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:  # some network drives have no locks
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def _mark(target: Path) -> str:
    """Return what the temporary files of one target start with."""
    return f".mgmtsys-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]}-"


def _clean(target: Path) -> None:
    """Remove what interrupted writers of the same file left; none is at work."""
    for left in target.parent.glob(f"{_mark(target)}*.tmp"):
        left.unlink(missing_ok=True)


def _replace(target: Path, there: os.stat_result | None, raw: bytes) -> None:
    temporary = target.parent / f"{_mark(target)}{os.urandom(8).hex()}.tmp"
    mode = 0o666 if there is None else 0o600
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as stream:
            if there is not None:
                _keep(temporary, there)
            stream.write(raw)
        temporary.replace(target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()  # only there when it could not be moved


def _keep(temporary: Path, there: os.stat_result) -> None:
    """Give a file the owner, where that is allowed, and the mode of the one that it replaces."""
    with contextlib.suppress(OSError, AttributeError):
        os.chown(temporary, there.st_uid, there.st_gid)
    temporary.chmod(stat.S_IMODE(there.st_mode))
