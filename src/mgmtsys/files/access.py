"""The bytes and the text of a file, or why the operating system gives no access to it, in both languages."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from mgmtsys.files.syntax import Source, syntax_of
from mgmtsys.values.exceptions import InvalidDocument, NotUnderstood, Place, Problem
from mgmtsys.values.text import Text, both

_REASONS = {
    errno.ENOENT: both("no such file or folder", "文件或文件夹不存在"),
    errno.EISDIR: both("this is a folder, not a file", "这是文件夹，不是文件"),
    errno.ENOTDIR: both("a part of its path is not a folder", "路径中有一部分不是文件夹"),
    errno.EACCES: both("access is denied", "没有访问权限"),
    errno.EPERM: both("access is denied", "没有访问权限"),
    errno.EROFS: both("the file system is read-only", "文件系统为只读"),
    errno.ENOSPC: both("no space is left", "磁盘空间不足"),
    errno.EBADF: both("it is closed", "已关闭"),
    errno.EPIPE: both("the reader has closed the pipe", "读取端已关闭管道"),
    errno.ENAMETOOLONG: both("its name is too long", "文件名过长"),
    errno.ELOOP: both("its links lead in a circle", "符号链接形成循环"),
}


def denial(error: OSError | ValueError | RuntimeError) -> Text:
    """Return why a file could not be opened, read or written, without its name.

    Anything but an ``OSError`` is about the name itself: a NUL in it, or a lone surrogate.
    ``RuntimeError`` is what a path that is resolved says of links in a circle before Python 3.13.
    """
    if isinstance(error, RuntimeError):
        return _REASONS[errno.ELOOP]
    if not isinstance(error, OSError):
        return both("its name or text holds what no file can", "文件名或内容含有文件无法保存的字符")
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    said = os.strerror(error.errno) if error.errno else str(error)
    return both(said, said)


def read_raw(file: str) -> bytes:
    """Return what a file holds; raises :class:`NotUnderstood` when it cannot be read."""
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:  # a name can hold what no file name may
        why = denial(error)
        raise NotUnderstood(
            f"{file}: cannot be read: {why.read('en')}", f"{file}：无法读取：{why.read('zh')}"
        ) from None


def read_source(path: str | os.PathLike[str]) -> Source:
    """Return a file's text; raises :class:`NotUnderstood` when it cannot be read as UTF-8 text."""
    file = os.fspath(path)
    syntax_of(file)
    raw = read_raw(file)
    try:
        return Source(file, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before, wrong = error.object[: error.start].decode(), error.object[error.start]
        spot = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise InvalidDocument(
            (
                Problem(
                    (),
                    f"byte 0x{wrong:02x} is not UTF-8: expected a file saved as UTF-8",
                    f"字节 0x{wrong:02x} 不是 UTF-8：文件应以 UTF-8 保存",
                    spot,
                ),
            )
        ) from None
