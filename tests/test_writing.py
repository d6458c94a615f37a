"""Files are written whole or not at all, as they were, and by one writer at a time."""

import contextlib
import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import pytest

from mgmtsys.cli import main, streams
from mgmtsys.files.writing import rewrite, write_bytes, write_text
from mgmtsys.values.exceptions import NotUnderstood

ROOT = Path(__file__).parents[1]
SYSTEM = str(ROOT / "examples" / "lithera_2026" / "system.yaml")
#: One writer of many: it adds its own line to what stands there.
ADD = """
import sys
from mgmtsys.files.writing import rewrite
from mgmtsys.values.text import Text
for number in range(20):
    rewrite(sys.argv[1], lambda old: (old or b"") + f"{sys.argv[2]}{number}\\n".encode())
"""


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o755, 0o444])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "out.md"
    file.write_text("old", "utf-8")
    file.chmod(mode)
    write_text(file, "new")
    assert ("new", mode) == (file.read_text("utf-8"), stat.S_IMODE(file.stat().st_mode))


def test_a_new_file_has_the_mode_that_all_new_files_have(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_text(tmp_path / "out.md", "new")
    assert (tmp_path / "other").stat().st_mode == (tmp_path / "out.md").stat().st_mode


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.md").write_text("old", "utf-8")
    (tmp_path / "link.md").symlink_to("there/real.md")
    (tmp_path / "dangling.md").symlink_to("there/new.md")
    write_text(tmp_path / "link.md", "new")
    write_text(tmp_path / "dangling.md", "newer")
    assert (tmp_path / "link.md").is_symlink()
    assert "new" == (tmp_path / "there" / "real.md").read_text("utf-8")
    assert "newer" == (tmp_path / "there" / "new.md").read_text("utf-8")
    assert ["new.md", "real.md"] == left(tmp_path / "there")


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(NotUnderstood, match="its links lead in a circle"):
        write_text(tmp_path / "a", "x")
    assert (tmp_path / "a").is_symlink()


def test_what_interrupted_writers_left_of_a_file_is_removed_with_its_next_writing(
    tmp_path: Path,
) -> None:
    write_text(tmp_path / "out.md", "old")
    program = (
        "import os, signal, sys; from mgmtsys.files import writing; "
        "writing._keep = lambda *_: os.kill(os.getpid(), signal.SIGKILL); "
        "writing.write_text(sys.argv[1], 'half')"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "out.md")], check=False)
    assert -signal.SIGKILL == done.returncode
    assert 2 == len(left(tmp_path))
    write_text(tmp_path / "other.md", "x")
    assert 3 == len(left(tmp_path))
    write_text(tmp_path / "out.md", "new")
    assert ["other.md", "out.md"] == left(tmp_path)


def test_a_command_that_is_ended_leaves_nothing_behind(tmp_path: Path) -> None:
    program = (
        "import sys, time; from mgmtsys import cli; from mgmtsys.files import writing; "
        "writing._keep = lambda *_: (print('writing', flush=True), time.sleep(60)); "
        f"sys.argv = ['mgmtsys', 'matrix', {SYSTEM!r}, '-o', 'out.md']; cli.main()"
    )
    (tmp_path / "out.md").write_text("old", "utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=tmp_path, stdout=subprocess.PIPE, encoding="utf-8"
    ) as running:
        assert running.stdout is not None
        assert "writing\n" == running.stdout.readline()
        running.terminate()
        assert 143 == running.wait(30)
    assert ("old", ["out.md"]) == ((tmp_path / "out.md").read_text("utf-8"), left(tmp_path))


def test_two_writers_of_one_file_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "register"
    writers = [
        subprocess.Popen([sys.executable, "-c", ADD, str(file), name]) for name in ("a", "b", "c")
    ]
    assert [0, 0, 0] == [one.wait(60) for one in writers]
    expected = [f"{name}{number}" for name in "abc" for number in range(20)]
    assert sorted(expected) == sorted(file.read_text("utf-8").splitlines())
    assert ["register"] == left(tmp_path)


def test_what_somebody_else_wrote_meanwhile_is_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "register"
    file.write_text("old", "utf-8")

    def change(_: bytes | None) -> bytes:
        file.write_text("theirs", "utf-8")
        return b"ours"

    with pytest.raises(NotUnderstood, match="changed while it was being written") as caught:
        rewrite(file, change)
    assert "写入期间已被他人更改" in caught.value.read("zh")
    assert "theirs" == file.read_text("utf-8")


def test_a_change_that_is_refused_writes_nothing(tmp_path: Path) -> None:
    def refuse(_: bytes | None) -> bytes:
        raise NotUnderstood("no")

    with pytest.raises(NotUnderstood, match="no"):
        rewrite(tmp_path / "register", refuse)
    assert [] == left(tmp_path)


@pytest.mark.parametrize("reason", ["module", "folder", "lock"])
def test_where_nothing_can_be_locked_a_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(errno.ENOLCK, "")

    if reason == "module":
        monkeypatch.setitem(sys.modules, "fcntl", None)
    elif reason == "lock":
        monkeypatch.setattr("fcntl.flock", denied)
    else:
        usual = os.open
        monkeypatch.setattr(
            "os.open", lambda path, *rest: denied() if path == tmp_path else usual(path, *rest)
        )
    write_bytes(tmp_path / "out", b"x")
    assert b"x" == (tmp_path / "out").read_bytes()


def test_a_device_is_written_into_and_not_replaced() -> None:
    write_bytes("/dev/null", b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    with pytest.raises(NotUnderstood, match="/dev/full: cannot be written: no space is left"):
        write_bytes("/dev/full", b"x")


COMMANDS = [
    ["due", SYSTEM],
    ["matrix", SYSTEM, "--format", "json"],
    ["matrix", SYSTEM, "--format", "text"],
    ["check", SYSTEM],
    ["show", SYSTEM],
    ["schema"],
    ["standards", "--format", "csv"],
    ["--help"],
    ["--version"],
]


def run(words: list[str], stdout: IO[str] | int | None = None) -> subprocess.CompletedProcess[str]:
    program = "from mgmtsys.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        encoding="utf-8",
        check=False,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_full_disk_is_said_in_one_line(words: list[str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = run(words, stdout=full)
    said = "the output cannot be written: no space is left\n"
    assert (2, said) == (done.returncode, done.stderr)


@pytest.mark.parametrize("words", [COMMANDS[2], COMMANDS[3], COMMANDS[5]], ids=" ".join)
def test_a_pipe_that_nobody_reads_is_said_in_one_line(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run(words, stdout=writing)
    os.close(writing)
    assert (2, 1) == (done.returncode, len(done.stderr.splitlines()))
    assert "the reader has closed the pipe" in done.stderr


def test_a_closed_stream_is_no_success(tmp_path: Path) -> None:
    words = [sys.executable, "-c", "from mgmtsys.cli import main; main()", "standards"]
    closed = ["sh", "-c", 'exec "$@" >&-', "sh"]
    done = subprocess.run([*closed, *words], capture_output=True, encoding="utf-8", check=False)
    assert 2 == done.returncode
    assert "the output cannot be written" in done.stderr
    silent = [
        "sh",
        "-c",
        'exec "$@" >&- 2>&-',
        "sh",
    ]  # nobody can be told, and it is a failure still
    assert 2 == subprocess.run([*silent, *words], check=False).returncode
    written = [*closed, *words, "--format", "md", "-o", str(tmp_path / "x.md")]
    assert 0 == subprocess.run(written, check=False).returncode


def test_a_device_is_written_into_in_the_format_that_is_said() -> None:
    words = ["matrix", SYSTEM, "--under", "6.2", "--on", "2026-06-30", "--format", "json", "-o"]
    done = run([*words, "/dev/stdout"], stdout=subprocess.PIPE)
    assert (0, "{") == (done.returncode, done.stdout[:1])
    done = run([*words, "/dev/full"], stdout=subprocess.PIPE)
    assert (2, "") == (done.returncode, done.stdout)
    assert "/dev/full: cannot be written: no space is left" in done.stderr


def test_a_file_of_csv_starts_with_a_mark_and_a_pipe_does_not(tmp_path: Path) -> None:
    words = ["standards", "--format", "csv"]
    with (tmp_path / "a.csv").open("w", encoding="utf-8") as file:
        assert 0 == run(words, stdout=file).returncode
        file.flush()
        assert 0 == run(words, stdout=file).returncode
    assert 0 == run([*words, "-o", str(tmp_path / "b.csv")]).returncode
    piped = run(words, stdout=subprocess.PIPE).stdout.encode()
    whole = (tmp_path / "b.csv").read_bytes()
    assert whole + whole[3:] == (tmp_path / "a.csv").read_bytes()
    assert piped == whole[3:].replace(b"\r\n", b"\n") or piped == whole[3:]


def ended(monkeypatch: pytest.MonkeyPatch, stream: IO[str], *words: str) -> object:
    """Run a command in this process, whose standard output is a stream; return its exit code."""
    monkeypatch.setattr("sys.stdout", stream)
    monkeypatch.setattr("sys.argv", ["mgmtsys", *words])
    with pytest.raises(SystemExit) as caught:
        main()
    with contextlib.suppress(OSError):
        stream.close()
    return caught.value.code


def test_output_that_is_lost_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - it is closed by hand
    assert 2 == ended(monkeypatch, full, "standards")
    assert "no space is left" in capsys.readouterr().err
    reading, writing = os.pipe()
    os.close(reading)
    assert 2 == ended(monkeypatch, os.fdopen(writing, "w"), "show", SYSTEM)
    assert "the reader has closed the pipe" in capsys.readouterr().err


def test_what_nobody_can_be_told_of_is_a_failure_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - it is closed by hand
    silent = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - it is closed by hand
    monkeypatch.setattr("sys.stderr", silent)
    assert 2 == ended(monkeypatch, full, "standards")
    with contextlib.suppress(OSError):
        silent.close()


def test_csv_in_an_empty_file_starts_with_a_mark(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stream = (tmp_path / "a.csv").open("w", encoding="utf-8", newline="")
    assert 0 == ended(monkeypatch, stream, "standards", "--format", "csv")
    assert (tmp_path / "a.csv").read_text("utf-8").startswith("\ufeffstandard,")


def test_a_command_that_is_told_to_end_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as caught:
        streams._end()
    assert 143 == caught.value.code
    monkeypatch.setattr("sys.stdout", None)
    elsewhere = threading.Thread(target=streams.prepare)
    elsewhere.start()
    elsewhere.join()
    stream = sys.stdout
    stream.write("x")
    with pytest.raises(OSError, match="Bad file descriptor"):
        stream.flush()
    with contextlib.suppress(OSError):
        stream.close()
