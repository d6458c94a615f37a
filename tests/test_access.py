from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from mgmtsys.files.access import read_raw
from mgmtsys.files.denial import denial
from mgmtsys.values.exceptions import NotUnderstood


def test_a_file_is_read_byte_by_byte(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xff\x00\r\n")
    assert b"\xff\x00\r\n" == read_raw(os.fspath(tmp_path / "a.csv"))


def test_what_cannot_be_read_is_said_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood) as caught:
        read_raw(os.fspath(tmp_path))
    assert f"{tmp_path}: cannot be read: this is a folder, not a file" == str(caught.value)
    assert f"{tmp_path}：无法读取：这是文件夹，不是文件" == caught.value.read("zh")


def test_a_full_disk_is_told_from_a_missing_folder() -> None:
    full, missing = OSError(errno.ENOSPC, "-"), OSError(errno.ENOENT, "-")
    assert ("no space is left", "no such file or folder") == (
        denial(full).read("en"),
        denial(missing).read("en"),
    )


def test_what_has_no_words_of_ours_is_said_as_the_system_says_it() -> None:
    assert os.strerror(errno.ENXIO) == denial(OSError(errno.ENXIO, "-")).read("zh")
    assert "odd" == denial(OSError("odd")).read("en")


def test_links_in_a_circle_are_named_on_every_python() -> None:
    said = denial(OSError(errno.ELOOP, "-"))
    assert said == denial(RuntimeError("Symlink loop from 'a'"))


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="cannot be read: its name or text holds"):
        read_raw("a\0b.csv")
