"""A check of readings, verdicts, the register and last year: it takes the dossier."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import mgmtsys as ms


@ms.check(
    "house.missed",
    sentence="Every objective of last year that is missed has a corrective action.",
    applies=lambda _, dossier: None not in (dossier.evaluation, dossier.register, dossier.before),
)
def every_old_objective_that_is_missed_is_acted_on(
    system: ms.ManagementSystem, on: date, dossier: ms.system.Dossier
) -> Iterator[tuple[tuple[str, str], str]]:
    """See that every objective of last year that is missed has a corrective action."""
    if not (dossier.evaluation and dossier.register and dossier.before and dossier.readings):
        return
    kept = {one.id for one in dossier.before.objectives}
    answered = {one.breach.objective for one in dossier.register.actions if one.breach}
    for verdict in dossier.evaluation:
        if verdict.state is ms.State.MISSED and verdict.objective in kept - answered:
            figures = f"{len(verdict.readings)} of {len(dossier.readings.readings)} readings"
            yield ("objectives", verdict.objective), f"missed by {figures}, and not acted on"


if __name__ == "__main__":
    folder, today = Path(__file__).parents[1] / "lithera_2026", date(2027, 1, 10)
    system = ms.load(folder / "system.yaml", ms.ManagementSystem)
    known = ms.dossier(
        system,
        today,
        readings=ms.load_readings([folder / "readings.csv"], system, today),
        register=ms.files.load_register(folder / "register.yaml", system),
        before=system,  # for want of an older one
    )
    report = ms.audit(known, checks=[every_old_objective_that_is_missed_is_acted_on])
    for finding in report.findings:
        print(".".join(finding.subject), "-", finding.message.read("en"))
