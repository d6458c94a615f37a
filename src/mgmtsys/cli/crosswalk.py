"""The command ``crosswalk``: what two editions have to do with each other, and what is wrong with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from mgmtsys.cli.check import FAILED, check_output, tell
from mgmtsys.cli.options import lang, output, register, speaking
from mgmtsys.cli.output import chosen_format, put
from mgmtsys.values.visible import printable

if TYPE_CHECKING:
    from mgmtsys.standard.clause import Standard
    from mgmtsys.standard.crosswalk import Crosswalk

_DEFAULT = "between"
catalogues = click.option(
    "--standard", "standards", multiple=True, metavar="FILE",
    help="A catalogue file of an edition that is not shipped; repeat for several. "
    "未内置版本的目录文件，可重复。",
)  # fmt: skip


class _Crosswalk(click.Group):
    """A group in which editions may follow directly, without the name of the command that is meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the default command where none is given."""
        if not args or args[0] not in (*self.commands, *ctx.help_option_names):
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say that editions may follow directly."""
        formatter.write_usage(ctx.command_path, "[between] FROM TO [OPTIONS] | lint FILE [OPTIONS]")


@click.group(cls=_Crosswalk)
def crosswalk() -> None:
    """Compare two editions, or look for what is wrong with a crosswalk. 对照两个版本。"""


class Catalogues:
    """The catalogues of the editions that a command is about: handed in, or shipped."""

    def __init__(self, files: tuple[str, ...]) -> None:
        from mgmtsys.files.loading import load_standard

        given = [load_standard(file) for file in files]
        self._given = {standard.id: standard for standard in given}

    def __call__(self, edition: str) -> Standard:
        """Return the catalogue of an edition; raises :class:`UnknownStandard`."""
        from mgmtsys.files.standards import shipped

        return self._given.get(edition) or shipped(edition)

    def named(self, reference: str) -> Standard | str:
        """Return the catalogue handed in, shipped or in a file; or the name of an edition without one."""
        from mgmtsys.files.loading import load_standard
        from mgmtsys.values.exceptions import UnknownStandard

        known = self.get(reference)
        if known is not None:
            return known
        try:
            return load_standard(reference)
        except UnknownStandard:
            return reference

    def get(self, edition: str) -> Standard | None:
        """Return the catalogue of an edition, if there is one."""
        from mgmtsys.values.exceptions import UnknownStandard

        try:
            return self(edition)
        except UnknownStandard:
            return None


@crosswalk.command(_DEFAULT)
@click.argument("source", metavar="FROM", required=False)
@click.argument("target", metavar="TO", required=False)
@click.option(
    "--file", metavar="CROSSWALK",
    help="A crosswalk file of one's own; FROM and TO may be left out. 自有对照表文件，可省略 FROM 和 TO。",
)  # fmt: skip
@click.option(
    "--through", multiple=True, metavar="EDITION",
    help="By way of this edition; repeat for several. 经由该版本，可重复。",
)  # fmt: skip
@click.option("--under", metavar="NUMBER", help="Only this clause and below. 只含该条款及其下级。")
@click.option(
    "--format", type=click.Choice(["text", "md", "csv", "json", "oscal"]),
    help="text in a terminal, md elsewhere, or as the suffix of -o says. 终端默认 text，其他默认 md。",
)  # fmt: skip
@catalogues
@output
@lang
@speaking
def between(
    source: str | None,
    target: str | None,
    file: str | None,
    through: tuple[str, ...],
    under: str | None,
    format: str | None,
    standards: tuple[str, ...],
    output: str | None,
    lang: str,
) -> None:
    """Show how the requirements of FROM and TO correspond. 显示两个版本的要求如何对应。"""
    from mgmtsys.show.crosswalk import FORMATS, Comparison, crosswalk_sheet
    from mgmtsys.standard.clause import ClauseNumber

    editions = Catalogues(standards)
    found = _found(source, target, file, through)
    shown = Comparison(
        found,
        editions.get(found.source),
        editions.get(found.target),
        None if under is None else ClauseNumber(under),
    )
    chosen = chosen_format(format, output, FORMATS)
    if chosen == "text":
        from mgmtsys.cli.sheets import print_sheet

        print_sheet(crosswalk_sheet(shown), lang)
    else:
        put(FORMATS[chosen](shown, lang), output, chosen)


def _found(
    source: str | None, target: str | None, file: str | None, through: tuple[str, ...]
) -> Crosswalk:
    from mgmtsys.files.standards.crosswalks import shipped_crosswalk

    if file is not None:
        return _own(file, source, target, through)
    if source is None or target is None:
        raise click.UsageError(
            "expected two editions, FROM and TO, or --file. 应给出两个版本，或 --file。"
        )
    return shipped_crosswalk(source, target, *through)


def _own(file: str, source: str | None, target: str | None, through: tuple[str, ...]) -> Crosswalk:
    """Return the crosswalk in a file, turned round where that is what FROM and TO say."""
    from mgmtsys.files.loading import load
    from mgmtsys.standard.crosswalk import Crosswalk

    if through:
        raise click.UsageError("--file and --through exclude each other. 两者不可同时使用。")
    own = load(file, Crosswalk)
    asked = (source or own.source, target or own.target)
    if asked == (own.source, own.target):
        return own
    if asked == (own.target, own.source):
        return ~own
    raise click.UsageError(
        printable(
            f"{file} joins {own.source} and {own.target}: expected those, or no editions at all."
        )
        + " 应为这两个版本，或不写版本。"
    )


@crosswalk.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--format", type=click.Choice(["text", "json", "sarif", "junit", "md"]),
    help="text, or as the suffix of -o says. 默认 text，或按 -o 的后缀。",
)  # fmt: skip
@catalogues
@register
@output
@lang
@speaking
def lint(
    file: str,
    format: str | None,
    standards: tuple[str, ...],
    register: tuple[str, ...],
    output: str | None,
    lang: str,
) -> None:
    """Find what is wrong with the crosswalk in FILE. 检查对照表文件。

    Exit codes: 0 nothing, 1 something, 2 input that cannot be understood.
    退出码：0 无问题，1 有问题，2 输入无法理解。
    """
    from mgmtsys.auditing.lint import lint as linted
    from mgmtsys.auditing.outcome import Outcome
    from mgmtsys.files.loading import load, load_register, opened
    from mgmtsys.standard.crosswalk import Crosswalk
    from mgmtsys.system.finding import Grade

    check_output(format, output)
    own = load(file, Crosswalk)
    report = linted(own, Catalogues(standards), load_register(register).confirmations)
    places = opened(file).places(frozenset(one.subject for one in report.findings))
    outcome = Outcome(report, places, Grade.OPPORTUNITY, own.title)
    tell(outcome, format, output, lang)
    if outcome.failing:
        sys.exit(FAILED)
