"""A check with parameters: a function of the limit that returns the check."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import mgmtsys as ms


def no_more_than(most: int) -> ms.Check:
    """Return the check that nobody answers for more objectives than a house allows."""

    @ms.check("house.owners", sentence=f"Nobody answers for more than {most} objectives.")
    def nobody_answers_for_too_many(
        system: ms.ManagementSystem, on: date
    ) -> Iterator[tuple[ms.Party, str]]:
        for party in system.parties:
            count = sum(party.id in one.responsible for one in system.objectives)
            if count > most:
                yield party, f"answers for {count} objectives"

    return nobody_answers_for_too_many


if __name__ == "__main__":
    system = ms.load(
        Path(__file__).parents[1] / "lithera_2026" / "system.yaml", ms.ManagementSystem
    )
    for finding in ms.audit(system, date(2026, 6, 30), [no_more_than(1)]).findings:
        print(".".join(finding.subject), "-", finding.message.read("en"))
