"""Why the operating system gives no access to a file or a stream, in both languages."""

from __future__ import annotations

import errno
import os

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
