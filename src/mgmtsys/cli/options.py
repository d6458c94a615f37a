"""What several commands share: their options, and how they complain."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from mgmtsys.cli.complaints import told
from mgmtsys.values.exceptions import Notice, NotUnderstood
from mgmtsys.values.visible import one_line, printable

if TYPE_CHECKING:
    from mgmtsys.auditing.check import Check
    from mgmtsys.system.finding import Failure

#: Input that cannot be understood, or a check that failed by an error of its own.
NOT_UNDERSTOOD = 2

lang = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="en",
    is_eager=True,  # known before any other option complains
    envvar="MGMTSYS_LANG",
    show_default=True,
    help="Language of the output. 输出语言。",
)
installed = click.option(
    "--installed",
    is_flag=True,
    help="Run the checks of installed packages too. 同时运行已安装软件包中的检查。",
)


def _day(context: click.Context, _: click.Parameter, text: str | None) -> date:
    from mgmtsys.values.spelling import day

    try:
        return date.today() if text is None else day(text)  # noqa: DTZ011 - the user's own day
    except NotUnderstood as error:
        raise click.BadParameter(error.read(context.params["lang"])) from None


on = click.option(
    "--on",
    callback=_day,
    metavar="DATE",
    help="The day to judge on; today if left out. 判断日期，默认今天。",
)


output = click.option(
    "-o", "--output", metavar="OUT", help="Write to a file, whole or not at all. 写入文件。"
)


register = click.option(
    "--register", multiple=True, metavar="FILE",
    help="What was held, done and confirmed; repeat for several. 登记：已开展、已处理和已确认的事项，可重复。",
)  # fmt: skip


_all = click.option(
    "--all", "each_problem", is_flag=True,
    help="Tell every problem of the input, also many of one kind. 逐条列出输入的所有问题。",
)  # fmt: skip


def _keep_input(file: str | None, output: str | None) -> None:
    """Refuse to write a result over the file that it was computed from."""
    if file is not None and output is not None and Path(file).resolve() == Path(output).resolve():
        raise NotUnderstood(
            f"-o {output} is the input itself: expected another file",
            f"-o {output} 就是输入文件：应写入其他文件",
        )


def _tell_notices(lang: str) -> None:
    """Say notices on standard error in ``lang``, each once, from now until warnings are put back."""
    usual, said = warnings.showwarning, set[str]()

    def show(
        message: Warning | str, category: type[Warning], filename: str, lineno: int,
        file: TextIO | None = None, line: str | None = None,
    ) -> None:  # fmt: skip
        if not isinstance(message, Notice):
            usual(message, category, filename, lineno, file, line)
        elif message.read(lang) not in said:
            said.add(message.read(lang))
            click.echo(printable(message.read(lang)), err=True)

    warnings.simplefilter("always", Notice)
    warnings.showwarning = show


def speaking(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command complain in the language that it was asked to speak."""

    @_all
    @functools.wraps(command)
    def speak(*args: Any, lang: str, each_problem: bool, **options: Any) -> None:
        with warnings.catch_warnings():
            _tell_notices(lang)
            run(*args, lang=lang, each_problem=each_problem, **options)

    def run(*args: Any, lang: str, each_problem: bool, **options: Any) -> None:
        try:
            for given in ("file", "wording", "population", "assessment", "system"):
                _keep_input(options.get(given), options.get("output"))
            command(*args, lang=lang, **options)
        except NotUnderstood as error:
            click.echo(told(error, lang, each=each_problem), err=True)
            raise SystemExit(NOT_UNDERSTOOD) from None

    return speak


def stop_at_failures(failures: Iterable[Failure], lang: str) -> None:
    """Tell which checks or questions failed by an error of their own, and end with the code for it, if any."""
    told = [failure.message.read(lang) for failure in failures]
    for line in told:
        click.echo(one_line(line), err=True)
    if told:
        raise SystemExit(NOT_UNDERSTOOD)


def checks_to_run(*, installed: bool) -> tuple[Check, ...]:
    """Return the standard checks, and those of installed packages when asked for."""
    from mgmtsys.auditing.checks import STANDARD

    if not installed:
        return STANDARD
    from mgmtsys.files.plugins import installed_checks

    return (*STANDARD, *installed_checks())
