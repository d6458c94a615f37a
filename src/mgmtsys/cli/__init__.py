"""The command line: reads files, prints, and turns outcomes into exit codes."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from mgmtsys.values.version import __version__

try:
    import click
except ImportError:
    sys.exit(
        "mgmtsys: the command line needs the extra cli: pip install 'mgmtsys[cli]'\n"
        "mgmtsys：命令行需要附加组件：pip install 'mgmtsys[cli]'"
    )

from mgmtsys.cli.assessment import score
from mgmtsys.cli.check import check
from mgmtsys.cli.confirm import confirm
from mgmtsys.cli.crosswalk import crosswalk
from mgmtsys.cli.cycle import due, evaluate, form
from mgmtsys.cli.exchange import exchange, export
from mgmtsys.cli.options import (
    checks_to_run,
    installed,
    lang,
    on,
    output,
    speaking,
    stop_at_failures,
)
from mgmtsys.cli.sampling import programme, sample
from mgmtsys.cli.standards import standards as list_standards
from mgmtsys.cli.streams import Commands, prepare

if TYPE_CHECKING:
    from mgmtsys.auditing.matrix import ClauseMatrix
    from mgmtsys.standard.crosswalk import Crosswalk
    from mgmtsys.system.system import ManagementSystem

_under = click.option(
    "--under", metavar="NUMBER", help="Only this clause and below. 只含该条款及其下级。"
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mgmtsys")
def cli() -> None:
    """Management-system compliance, computed. 可计算的管理体系合规。"""


for command in (
    check, confirm, crosswalk, evaluate, due, exchange, export, form, list_standards, programme, sample, score,
):  # fmt: skip
    cli.add_command(command)


def _with_standards(
    system: ManagementSystem, references: tuple[str, ...]
) -> tuple[ManagementSystem, list[str]]:
    """Return the system with the catalogues asked for, and their ids; none asked for means its own."""
    import attrs

    from mgmtsys.files.loading import load_standard

    known = {standard.id: standard for standard in system.standards}
    ids = []
    for reference in references or tuple(known):
        standard = known.get(reference) or load_standard(reference)
        known[standard.id] = standard
        ids.append(standard.id)
    return attrs.evolve(system, standards=tuple(known.values())), ids


def _walk(reference: str) -> Crosswalk:
    """Return the crosswalk of a file, or what is shipped between the two editions of ``FROM..TO``."""
    from mgmtsys.files.loading import load
    from mgmtsys.files.standards.crosswalks import shipped_crosswalk
    from mgmtsys.standard.crosswalk import Crosswalk

    source, dots, target = reference.partition("..")
    if dots and source and target and "/" not in reference:
        return shipped_crosswalk(source, target)
    return load(reference, Crosswalk)


def _with_requirements(
    system: ManagementSystem, ids: list[str], under: str | None, lang: str, *, asked: bool
) -> list[str]:
    """Return the editions that have requirements under a number, and tell of the others.

    Raises :class:`NotUnderstood` where none has, and for an edition that was asked for by name and lists
    headings alone.
    """
    from mgmtsys.auditing.inquiry import requirements_of
    from mgmtsys.standard.clause import ClauseNumber
    from mgmtsys.values.exceptions import NotUnderstood, UnknownStandard

    number = None if under is None else ClauseNumber(under)
    complaints: list[NotUnderstood] = []
    left = []
    for id in ids:
        try:
            requirements_of(system.standard(id), number)
        except UnknownStandard as error:
            if asked:
                raise
            complaints.append(error)
        except NotUnderstood as error:
            complaints.append(error)
        else:
            left.append(id)
    if complaints and not left:
        raise complaints[0]
    for complaint in complaints:
        click.echo(complaint.read(lang), err=True)
    return left


@cli.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--standard", "standards", multiple=True, metavar="ID",
    help="An edition, or a catalogue file; repeat for several; all of the system's if left out. "
    "标准版本或目录文件，可重复；默认为体系引用的全部标准。",
)  # fmt: skip
@_under
@click.option(
    "--through", metavar="CROSSWALK",
    help="A crosswalk file, or FROM..TO of a shipped one: the evidence for FROM, seen from TO. "
    "对照表文件，或内置对照表 FROM..TO：从 TO 看 FROM 的证据。",
)  # fmt: skip
@click.option(
    "--assessment", metavar="FILE",
    help="An assessment, whose elements speak for the clauses that they name. "
    "评估文件：其要素作为所涉条款的证据和检查结果。",
)  # fmt: skip
@click.option(
    "--format", type=click.Choice(["text", "md", "csv", "json", "oscal"]),
    help="text in a terminal, md elsewhere, or as the suffix of -o says. 终端默认 text，其他默认 md。",
)  # fmt: skip
@output
@click.option(
    "--no-checks", is_flag=True, help="Leave the findings of the checks out. 不计入检查结果。"
)
@installed
@on
@lang
@speaking
def matrix(
    file: str,
    standards: tuple[str, ...],
    through: str | None,
    assessment: str | None,
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
    from mgmtsys.auditing.checks import audit
    from mgmtsys.auditing.matrix import clause_matrix
    from mgmtsys.auditing.through import matrix_through
    from mgmtsys.files.loading import load
    from mgmtsys.system.system import ManagementSystem

    walk = None if through is None else _walk(through)
    own = load(file, ManagementSystem)
    wanted = standards if walk is None else (*standards, walk.source, walk.target)
    system, ids = _with_standards(own, wanted)
    report = audit(system, on, () if no_checks else checks_to_run(installed=installed))
    if assessment is not None:
        from mgmtsys.scoring.assessment import Assessment
        from mgmtsys.scoring.findings import assessment_report

        report += assessment_report(load(assessment, Assessment))
    if walk is None:
        left = _with_requirements(system, ids, under, lang, asked=bool(standards))
        computed = clause_matrix(system, left, under, on, report)
    else:
        evidenced = clause_matrix(system, [walk.source], None, on, report)
        source, target = system.standard(walk.source), system.standard(walk.target)
        computed = matrix_through(evidenced, walk, target, under, source, system)
    _tell(computed, format, output, lang)
    stop_at_failures(computed.failures, lang)


def _tell(computed: ClauseMatrix, format: str | None, output: str | None, lang: str) -> None:
    """Print a matrix, or write it to a file, in the format that was asked for."""
    from mgmtsys.cli.output import chosen_format, put
    from mgmtsys.show import FORMATS, format_of, render

    if output is not None:
        named = format_of(output)
        # A name that says nothing of a format, such as that of a device, leaves it to be said.
        if (
            named in FORMATS
            and format not in (None, named)
            and (format, named) != ("oscal", "json")
        ):
            raise click.UsageError(f"-o {output} is {named}, and --format says {format}")
    chosen = chosen_format(format, output, FORMATS)
    if chosen == "text":
        from mgmtsys.cli.terminal import print_matrix

        print_matrix(computed, lang)
    else:
        put(render(computed, chosen, lang), output, chosen)


@cli.command()
@click.argument("file", metavar="FILE")
@lang
@speaking
def show(file: str, lang: str) -> None:
    """Show the objectives, the RACI grid and the forms of FILE. 显示目标、职责矩阵和表单。"""
    from mgmtsys.cli.terminal import print_system
    from mgmtsys.files.loading import load
    from mgmtsys.system.system import ManagementSystem

    print_system(load(file, ManagementSystem), lang)


@cli.command()
@click.option(
    "--catalogue", is_flag=True,
    help="Of a catalogue file instead. 改为标准目录文件的模式。",
)  # fmt: skip
@click.option(
    "--crosswalk", is_flag=True,
    help="Of a crosswalk file instead. 改为对照表文件的模式。",
)  # fmt: skip
@click.option(
    "--register", is_flag=True,
    help="Of a register instead. 改为登记文件的模式。",
)  # fmt: skip
@click.option(
    "--assessment", is_flag=True,
    help="Of an assessment instead. 改为评估文件的模式。",
)  # fmt: skip
@click.option(
    "--sampling-plan", is_flag=True,
    help="Of a sampling plan instead. 改为抽样计划的模式。",
)  # fmt: skip
@click.option(
    "--audit-programme", is_flag=True,
    help="Of an audit programme instead. 改为审核方案的模式。",
)  # fmt: skip
def schema(**kinds: bool) -> None:
    """Print the JSON Schema of a system file, for editors. 打印系统文件的 JSON Schema。"""
    from mgmtsys.files import schema as schemas

    asked = [kind for kind, is_asked in kinds.items() if is_asked] or ["system"]
    if len(asked) > 1:
        raise click.UsageError("the kinds exclude each other: expected one. 只能选择一种文件。")
    made = getattr(schemas, f"{asked[0]}_schema")()
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))


def main() -> None:
    """Run the command line, whose output is UTF-8 wherever it goes."""
    prepare()
    cli(prog_name="mgmtsys")
