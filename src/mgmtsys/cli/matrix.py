"""The command ``matrix``: what is evidenced and what is missing, clause by clause."""

from __future__ import annotations

import attrs
import click

from mgmtsys.auditing.checks import audit
from mgmtsys.auditing.inquiry import requirements_of
from mgmtsys.auditing.matrix import clause_matrix
from mgmtsys.cli.checks import checks_to_run, installed, questions_to_ask, stop_at_failures
from mgmtsys.cli.dossier import Known, of_dossier
from mgmtsys.cli.options import under
from mgmtsys.cli.output import Output, result
from mgmtsys.cli.overview import command
from mgmtsys.cli.speech import option
from mgmtsys.cli.terminal import print_sheet
from mgmtsys.files.loading import load, load_standard
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.show import FORMATS
from mgmtsys.show.matrix import overview
from mgmtsys.standard.clause import ClauseNumber
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.system.system import ManagementSystem
from mgmtsys.values.exceptions import NotUnderstood, UnknownStandard
from mgmtsys.values.text import say


@command("matrix")
@click.argument("file", metavar="FILE")
@option(
    "--standard", "standards", multiple=True, metavar="ID",
    wording=say("An edition or a catalogue file (repeatable); all of the system's if left out."),
)  # fmt: skip
@under
@option(
    "--through", metavar="CROSSWALK",
    wording=say("A crosswalk file, or FROM..TO of a shipped one: the evidence for FROM, seen from TO."),
)  # fmt: skip
@option(
    "--assessment", metavar="FILE",
    wording=say("An assessment, whose elements speak for the clauses that they name."),
)  # fmt: skip
@option(
    "--no-checks", is_flag=True,
    wording=say("Leave out the findings of the checks."),
)  # fmt: skip
@of_dossier
@installed
@result(FORMATS)
def run(
    file: str,
    standards: tuple[str, ...],
    through: str | None,
    assessment: str | None,
    under: ClauseNumber | None,
    known: Known,
    out: Output,
    *,
    no_checks: bool,
    installed: bool,
) -> None:
    """Lay out the evidence of a system by clauses."""
    walk = None if through is None else _walk(through)
    wanted = standards if walk is None else (*standards, walk.source, walk.target)
    system, ids = _with_standards(load(file, ManagementSystem), wanted)
    dossier = known.of(system)
    questions = questions_to_ask(installed=installed)
    report = audit(dossier, checks=() if no_checks else checks_to_run(installed=installed))
    if assessment is not None:
        # The wing of scoring takes its time to import, and few ask for it.
        from mgmtsys.scoring.assessment import Assessment
        from mgmtsys.scoring.findings import assessment_report

        report += assessment_report(load(assessment, Assessment))
    if walk is None:
        left = _with_requirements(system, ids, under, out.lang, asked=bool(standards))
        computed = clause_matrix(dossier, left, under, report=report, questions=questions)
    else:
        from mgmtsys.auditing.through import matrix_through

        evidenced = clause_matrix(dossier, [walk.source], report=report, questions=questions)
        source, target = system.standard(walk.source), system.standard(walk.target)
        computed = matrix_through(evidenced, walk, target, under, source, system)
    out.tell(
        computed,
        FORMATS,
        lambda screen, computed, lang: print_sheet(screen, overview(computed), lang),
    )
    stop_at_failures(computed.failures)


def _with_standards(
    system: ManagementSystem, references: tuple[str, ...]
) -> tuple[ManagementSystem, list[str]]:
    """Return the system with the catalogues asked for, and their ids; none asked for means its own."""
    known = {standard.id: standard for standard in system.standards}
    ids = []
    for reference in references or tuple(known):
        standard = known.get(reference) or load_standard(reference)
        known[standard.id] = standard
        ids.append(standard.id)
    return attrs.evolve(system, standards=tuple(known.values())), ids


def _walk(reference: str) -> Crosswalk:
    """Return the crosswalk of a file, or what is shipped between the two editions of ``FROM..TO``."""
    source, dots, target = reference.partition("..")
    if dots and source and target and "/" not in reference:
        return shipped_crosswalk(source, target)
    return load(reference, Crosswalk)


def _with_requirements(
    system: ManagementSystem, ids: list[str], under: ClauseNumber | None, lang: str, *, asked: bool
) -> list[str]:
    """Return the editions that have requirements under a number, and tell of the others.

    Raises :class:`NotUnderstood` where none has, and for an edition that was asked for by name and lists
    headings alone.
    """
    complaints: list[NotUnderstood] = []
    left = []
    for id in ids:
        try:
            requirements_of(system.standard(id), under)
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
