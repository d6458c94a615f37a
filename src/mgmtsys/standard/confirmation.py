"""What a person confirmed, with a fingerprint of each end, so that a change of either makes it suspect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from mgmtsys.standard.clause import ClauseNumber, Standard
from mgmtsys.values.checked import checked
from mgmtsys.values.fingerprint import fingerprint_of


@attrs.frozen(field_transformer=checked)
class End:
    """One thing that a confirmation rests on, as it was."""

    id: str
    fingerprint: str


@attrs.frozen(field_transformer=checked)
class Confirmation:
    """That a person looked at a piece of evidence, or at a link of a crosswalk, and found that it holds."""

    #: The evidence or the link, such as ``iso14001:2015/6.2.1.c ← SOP-7 §3.1``.
    what: str
    by: str
    on: date
    ends: tuple[End, ...]


@attrs.frozen(field_transformer=checked)
class Suspect:
    """A confirmation of something that is no longer what it was."""

    confirmation: Confirmation
    #: The ends that changed; none where what was confirmed is no longer there.
    changed: tuple[str, ...]


#: What can be confirmed now: each with its ends.
Confirmable = Mapping[str, tuple[End, ...]]


def clause_end(edition: str, number: ClauseNumber, standard: Standard | None) -> End:
    """Return a clause as an end: its own wording, force and duty, and not what stands below it."""
    item = standard[number] if standard is not None and number in standard else None
    alone = None if item is None else attrs.evolve(item, kinds=(), items=())
    return End(f"{edition}/{number}", fingerprint_of(alone))


def confirm(what: Confirmable, by: str, on: date) -> tuple[Confirmation, ...]:
    """Return a confirmation of everything in ``what``, as it is now."""
    return tuple(Confirmation(name, by, on=on, ends=ends) for name, ends in what.items())


def suspects(confirmations: Iterable[Confirmation], now: Confirmable) -> Iterator[Suspect]:
    """Yield every confirmation whose ends are not what they were; the latest of each thing counts.

    A confirmation made and not followed by a change is never suspect.
    """
    latest: dict[str, Confirmation] = {}
    for confirmation in sorted(confirmations, key=lambda confirmation: confirmation.on):
        latest[confirmation.what] = confirmation
    for confirmation in latest.values():
        if confirmation.what not in now:
            yield Suspect(confirmation, ())
            continue
        before, after = (
            {end.id: end for end in ends} for ends in (confirmation.ends, now[confirmation.what])
        )
        changed = tuple(
            id for id in dict.fromkeys((*before, *after)) if before.get(id) != after.get(id)
        )
        if changed:
            yield Suspect(confirmation, changed)
