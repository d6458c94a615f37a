"""Why the operating system gives no access to a file or a stream."""

from __future__ import annotations

import errno
import os

from mgmtsys.values.text import Text, say

_REASONS = {
    errno.ENOENT: say("no such file or folder"),
    errno.EISDIR: say("this is a folder, not a file"),
    errno.ENOTDIR: say("a part of its path is not a folder"),
    errno.EACCES: say("access is denied"),
    errno.EPERM: say("access is denied"),
    errno.EROFS: say("the file system is read-only"),
    errno.ENOSPC: say("no space is left"),
    errno.EBADF: say("it is closed"),
    errno.EPIPE: say("the reader has closed the pipe"),
    errno.ENAMETOOLONG: say("its name is too long"),
    errno.ELOOP: say("its links lead in a circle"),
}


def denial(error: OSError | ValueError | RuntimeError) -> Text:
    """Return why a file could not be opened, read or written, without its name.

    Anything but an ``OSError`` is about the name itself: a NUL in it, or a lone surrogate.
    ``RuntimeError`` is what a path that is resolved says of links in a circle before Python 3.13.
    """
    if isinstance(error, RuntimeError):
        return _REASONS[errno.ELOOP]
    if not isinstance(error, OSError):
        return say("its name or text holds what no file can")
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    return Text(os.strerror(error.errno) if error.errno else str(error))
