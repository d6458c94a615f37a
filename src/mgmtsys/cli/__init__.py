"""The command line: reads files, prints, and turns outcomes into exit codes."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mgmtsys.version import __version__

try:
    import click
except ImportError:
    sys.exit(
        "mgmtsys: the command line needs the extra cli: pip install 'mgmtsys[cli]'\n"
        "mgmtsys：命令行需要附加组件：pip install 'mgmtsys[cli]'"
    )

from mgmtsys.cli.assessment import score
from mgmtsys.cli.check import check
from mgmtsys.cli.cycle import due, evaluate, form
from mgmtsys.cli.options import checks_to_run, installed, lang, on, output, speaking

if TYPE_CHECKING:
    from mgmtsys.system import ManagementSystem

_under = click.option(
    "--under", metavar="NUMBER", help="Only this clause and below. 只含该条款及其下级。"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mgmtsys")
def cli() -> None:
    """Management-system compliance, computed. 可计算的管理体系合规。"""


for command in (check, evaluate, due, form, score):
    cli.add_command(command)


def _with_standards(system: ManagementSystem, references: tuple[str, ...]) -> tuple[Any, list[str]]:
    """Return the system with the catalogues asked for, and their ids; none asked for means its own."""
    import attrs

    from mgmtsys.files import load_standard

    known = {standard.id: standard for standard in system.standards}
    ids = []
    for reference in references or tuple(known):
        standard = known.get(reference) or load_standard(reference)
        known[standard.id] = standard
        ids.append(standard.id)
    return attrs.evolve(system, standards=tuple(known.values())), ids


@cli.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--standard", "standards", multiple=True, metavar="ID",
    help="An edition, or a catalogue file; repeat for several; all of the system's if left out. "
    "标准版本或目录文件，可重复；默认为体系引用的全部标准。",
)  # fmt: skip
@_under
@click.option(
    "--format", type=click.Choice(["text", "md", "csv", "json"]),
    help="text in a terminal, md elsewhere, or as the suffix of -o says. 终端默认 text，其他默认 md。",
)  # fmt: skip
@output
@click.option(
    "--no-checks", is_flag=True, help="Leave the findings of the checks out. 不计入检查的发现。"
)
@installed
@on
@lang
@speaking
def matrix(
    file: str,
    standards: tuple[str, ...],
    under: str | None,
    format: str | None,
    output: str | None,
    on: date,
    lang: str,
    *,
    no_checks: bool,
    installed: bool,
) -> None:
    """Print the clause matrix of FILE. 打印条款矩阵。"""
    from mgmtsys.checks import audit
    from mgmtsys.files import load
    from mgmtsys.matrix import clause_matrix
    from mgmtsys.reports import render, write

    system, ids = _with_standards(load(file), standards)
    report = audit(system, on, () if no_checks else checks_to_run(installed=installed))
    computed = clause_matrix(system, ids, under, on, report)
    if output is not None:
        named = Path(output).suffix.lower().removeprefix(".")
        if format not in (None, named):
            raise click.UsageError(
                f"-o {output} is {named or 'no format'}, and --format says {format}"
            )
        write(computed, output, lang)
        return
    chosen = format or ("text" if sys.stdout.isatty() else "md")
    if chosen == "text":
        from mgmtsys.cli.terminal import print_matrix

        print_matrix(computed, lang)
    else:
        click.echo(render(computed, chosen, lang), nl=False)


@cli.command()
@click.argument("file", metavar="FILE")
@lang
@speaking
def show(file: str, lang: str) -> None:
    """Show the objectives, the RACI grid and the forms of FILE. 显示目标、职责矩阵和表单。"""
    from mgmtsys.cli.terminal import print_system
    from mgmtsys.files import load

    print_system(load(file), lang)


@cli.command()
@click.argument("id", metavar="[ID]", required=False)
@_under
@lang
@speaking
def standards(id: str | None, under: str | None, lang: str) -> None:
    """List the shipped standards, or the items of one: its ID or a catalogue file. 列出标准或其条目。"""
    from mgmtsys.cli.terminal import print_clauses, print_standards
    from mgmtsys.files import load_standard
    from mgmtsys.standards import all_shipped

    if id is None:
        print_standards(all_shipped(), lang)
    else:
        print_clauses(load_standard(id), under, lang)


@cli.command()
@click.option(
    "--catalogue", is_flag=True, help="Of a catalogue file instead. 改为标准目录文件的模式。"
)
def schema(*, catalogue: bool) -> None:
    """Print the JSON Schema of a system file, for editors. 打印系统文件的 JSON Schema。"""
    from mgmtsys.schema import catalogue_schema, system_schema

    made = catalogue_schema() if catalogue else system_schema()
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))


def main() -> None:
    """Run the command line, whose output is UTF-8 wherever it goes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name="mgmtsys")
