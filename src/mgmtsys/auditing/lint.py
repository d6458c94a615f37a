"""What is wrong with a crosswalk: claims that cannot be, clauses that are not, letters taken at face value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from mgmtsys.standard.clause import Clause, ClauseNumber, ClauseRef, Force, Standard
from mgmtsys.standard.confirmation import Confirmable, Confirmation, End, clause_end, suspects
from mgmtsys.standard.crosswalk import Crosswalk
from mgmtsys.standard.inference import Inference, infer
from mgmtsys.standard.link import Link, Numbers, Pair, path_words, relation_words, spelled
from mgmtsys.standard.relation import ANY, EQUAL
from mgmtsys.system.finding import Finding, Grade
from mgmtsys.system.report import Examined, Report
from mgmtsys.values.exceptions import NotUnderstood
from mgmtsys.values.fingerprint import fingerprint_of
from mgmtsys.values.message import AND
from mgmtsys.values.text import Text, in_a_row, say

#: The edition of a name; raises :class:`NotUnderstood` where there is none.
Resolve = Callable[[str], Standard]
_Forces = frozenset[tuple[Force, bool]]
_Seen = tuple[tuple[str, ...], Text, tuple[ClauseRef, ...]]


@attrs.frozen
class _Subject:
    """A crosswalk with what its editions are and what follows from its links."""

    crosswalk: Crosswalk
    source: Standard | NotUnderstood
    target: Standard | NotUnderstood
    inferred: Inference
    confirmations: tuple[Confirmation, ...] = ()

    @property
    def sides(self) -> Iterator[tuple[str, str, Standard | NotUnderstood]]:
        """The field of the edition, the field of its clauses, and the edition."""
        yield "source", "sources", self.source
        yield "target", "targets", self.target


def _at(index: int, *more: str) -> tuple[str, ...]:
    return ("links", str(index), *more)


def _editions(subject: _Subject) -> Iterator[_Seen]:
    for field, _, edition in subject.sides:
        if isinstance(edition, NotUnderstood):
            yield (field,), Text(edition.message), ()


def _clauses(subject: _Subject) -> Iterator[_Seen]:
    for _, field, edition in subject.sides:
        if isinstance(edition, Standard):
            for index, link in enumerate(subject.crosswalk.links):
                for number in getattr(link, field):
                    if not edition.reaches(number):
                        yield (
                            _at(index, field),
                            Text(edition.unknown(number).message),
                            (ClauseRef(edition.id, number),),
                        )


def _duplicates(subject: _Subject) -> Iterator[_Seen]:
    first: dict[tuple[Pair, object], int] = {}
    for index, link in enumerate(subject.crosswalk.links):
        before = first.setdefault((link.pair, link.relation), index)
        if before != index:
            message = say("repeats links.{before}", before=before)
            yield _at(index), message, _refs(subject.crosswalk, link)


def _conflicts(subject: _Subject) -> Iterator[_Seen]:
    crosswalk = subject.crosswalk
    for conflict in subject.inferred.conflicts:
        claims = frozenset(conflict.one + conflict.other)
        index, link = max(  # the one that was added to the others
            (index, link)
            for index, link in enumerate(crosswalk.links)
            if claims.intersection(crosswalk.path(link))
        )
        yield _at(index), Text(conflict.error.message), _refs(crosswalk, link)


def _refuted(subject: _Subject) -> Iterator[_Seen]:
    left = {link.pair: link for link in subject.inferred.links}
    for index, link in enumerate(subject.crosswalk.links):
        known = left.get(link.pair, link)
        if known.relation != link.relation != ANY and known.relation <= link.relation:
            message = say(
                "of {claimed}, other links allow only {relation}: {path}",
                relation=relation_words(known),
                claimed=relation_words(link),
                path=path_words(subject.crosswalk.path(known)),
            )
            yield _at(index), message, _refs(subject.crosswalk, link)


def _forces(subject: _Subject) -> Iterator[_Seen]:
    source, target = subject.source, subject.target
    if not isinstance(source, Standard) or not isinstance(target, Standard):
        return
    for index, link in enumerate(subject.crosswalk.links):
        here, there = _forces_of(source, link.sources), _forces_of(target, link.targets)
        if link.relation == EQUAL and here and there and here.isdisjoint(there):
            message = say(
                "equal clauses should have the same force, but one side says {here} and the other {there}",
                here=_demanded(here),
                there=_demanded(there),
            )
            yield _at(index), message, _refs(subject.crosswalk, link)


def _forces_of(standard: Standard, numbers: Numbers) -> _Forces:
    """Return with what force a set of clauses demands, and whether the text limits that."""
    return frozenset(
        (clause.force, clause.qualified)
        for number in numbers
        if standard.reaches(number)
        for clause in _demanding(standard, number)
    )


def _demanding(standard: Standard, number: ClauseNumber) -> tuple[Clause, ...]:
    """Return the requirement of a number, or those below it where it is none itself."""
    if number in standard and standard[number].is_requirement:
        return (standard[number],)
    return tuple(clause for clause in standard.below(number) if clause.is_requirement)


def _demanded(forces: _Forces) -> Text:
    found = sorted((force.value, limited) for force, limited in forces)
    return in_a_row(
        (say("{force}, limited", force=force) if limited else force for force, limited in found),
        AND,
    )


def _letters(subject: _Subject) -> Iterator[_Seen]:
    source, target = subject.source, subject.target
    if not isinstance(source, Standard) or not isinstance(target, Standard):
        return
    lists: dict[tuple[ClauseNumber, ClauseNumber], list[tuple[int, Link]]] = {}
    for index, link in enumerate(subject.crosswalk.links):
        above, beyond = _list_of(link.sources), _list_of(link.targets)
        if above and beyond and above in source and beyond in target:
            lists.setdefault((above, beyond), []).append((index, link))
    for (above, beyond), links in lists.items():
        if len(links) < 2 or not all(_joins_letters(link) for _, link in links):
            continue
        here, there = _letters_of(source[above]), _letters_of(target[beyond])
        other_questions = any(
            _asks_otherwise(source, link.sources[0], target, link.targets[0]) for _, link in links
        )
        if len(here) != len(there) or other_questions:
            why = (
                say(
                    "one list has {here} items and the other {there}",
                    here=len(here),
                    there=len(there),
                )
                if len(here) != len(there)
                else say("some of the items ask for different things")
            )
            message = say(
                "all {count} links between the items of {above} and {beyond} make items of the same letter equal, although {why}: letters carry no meaning across standards",
                count=len(links),
                above=above,
                beyond=beyond,
                why=why,
            )
            yield _at(links[0][0]), message, _refs(subject.crosswalk, links[0][1])


def _list_of(numbers: Numbers) -> ClauseNumber | None:
    """Return the clause of whose list some lettered items are, if they are of one."""
    parents = {number.parent for number in numbers}
    if len(parents) == 1 and all(_is_letter(number.parts[-1]) for number in numbers):
        return parents.pop()
    return None


def _is_letter(part: str) -> bool:
    return len(part) == 1 and part.isalpha()


def _letters_of(clause: Clause) -> frozenset[str]:
    """Return the letters of a clause's list, those under which only further items stand included."""
    level = len(clause.number.parts)
    below = (lettered.number.parts[level] for item in clause.items for lettered in item.walk())
    return frozenset(filter(_is_letter, below))


def _joins_letters(link: Link) -> bool:
    return (
        link.relation == EQUAL
        and not link.reworded
        and [number.parts[-1] for number in link.sources]
        == [number.parts[-1] for number in link.targets]
    )


def _asks_otherwise(
    source: Standard, one: ClauseNumber, target: Standard, other: ClauseNumber
) -> bool:
    """Whether two items ask questions, and none in common."""
    if one not in source or other not in target:
        return False
    asks = frozenset(source[one].asks), frozenset(target[other].asks)
    return all(asks) and asks[0].isdisjoint(asks[1])


def _name_of(crosswalk: Crosswalk, link: Link) -> str:
    """Return what a link is confirmed as: its clauses on both sides."""
    sources, targets = (", ".join(map(str, numbers)) for numbers in (link.sources, link.targets))
    return f"{crosswalk.source}/{sources} ↔ {crosswalk.target}/{targets}"


def confirmable_links(crosswalk: Crosswalk, resolve: Resolve) -> Confirmable:
    """Return each link with its ends: every clause on both sides, and the relation that is claimed."""
    editions = (_resolved(edition, resolve) for edition in (crosswalk.source, crosswalk.target))
    return _confirmable(crosswalk, *editions)


def _confirmable(
    crosswalk: Crosswalk, source: Standard | NotUnderstood, target: Standard | NotUnderstood
) -> Confirmable:
    def ends(edition: str, standard: Standard | NotUnderstood, numbers: Numbers) -> Iterator[End]:
        known = standard if isinstance(standard, Standard) else None
        return (clause_end(edition, number, known) for number in numbers)

    found: dict[str, tuple[End, ...]] = {}
    claimed: dict[str, tuple[str, ...]] = {}
    for link in crosswalk.links:
        name = _name_of(crosswalk, link)
        claimed[name] = (*claimed.get(name, ()), spelled(link))
        found[name] = (
            *ends(crosswalk.source, source, link.sources),
            *ends(crosswalk.target, target, link.targets),
            End("relation", fingerprint_of(claimed[name])),
        )
    return found


def _suspect(subject: _Subject) -> Iterator[_Seen]:
    crosswalk = subject.crosswalk
    now = _confirmable(crosswalk, subject.source, subject.target)
    index_of = {_name_of(crosswalk, link): index for index, link in enumerate(crosswalk.links)}
    between = (f"{crosswalk.source}/", f" ↔ {crosswalk.target}/")
    known = [
        confirmation
        for confirmation in subject.confirmations
        if confirmation.what.startswith(between[0]) and between[1] in confirmation.what
    ]
    for suspect in suspects(known, now):
        by, day, what = suspect.confirmation.by, suspect.confirmation.on, suspect.confirmation.what
        if suspect.changed:
            message = say(
                "changed since {by} confirmed it on {day}: {ends}",
                by=by,
                day=day,
                ends=in_a_row(suspect.changed),
            )
            link = crosswalk.links[index_of[what]]
            yield _at(index_of[what]), message, _refs(crosswalk, link)
        else:
            message = say(
                "{what}: confirmed by {by} on {day}, but no longer there", what=what, by=by, day=day
            )
            yield ("links",), message, ()


def _refs(crosswalk: Crosswalk, link: Link) -> tuple[ClauseRef, ...]:
    return tuple(
        ClauseRef(edition, number)
        for edition, numbers in ((crosswalk.source, link.sources), (crosswalk.target, link.targets))
        for number in numbers
    )


#: What is looked for, each with the sentence that is true when all is well.
RULES: Mapping[Examined, Callable[[_Subject], Iterable[_Seen]]] = {
    Examined(
        "crosswalk.edition",
        say("Both editions are known"),
        grade=Grade.MAJOR,
    ): _editions,
    Examined(
        "crosswalk.clause",
        say("Every clause that is linked is in its edition"),
        grade=Grade.MAJOR,
    ): _clauses,
    Examined(
        "crosswalk.contradiction",
        say("No two links exclude each other"),
        grade=Grade.MAJOR,
    ): _conflicts,
    Examined(
        "crosswalk.refuted",
        say("No link allows what others rule out"),
    ): _refuted,
    Examined(
        "crosswalk.force",
        say("Equal clauses have the same force"),
    ): _forces,
    Examined(
        "crosswalk.letters",
        say("Items are not linked by their letters alone"),
    ): _letters,
    Examined(
        "crosswalk.duplicate",
        say("No link is given twice"),
        grade=Grade.OBSERVATION,
    ): _duplicates,
    Examined(
        "crosswalk.suspect",
        say("What was confirmed has not changed since"),
        grade=Grade.OBSERVATION,
    ): _suspect,
}


def lint(
    crosswalk: Crosswalk, resolve: Resolve, confirmations: Iterable[Confirmation] = ()
) -> Report:
    """Return what is wrong with a crosswalk; ``resolve`` finds the catalogues of its editions.

    Letters are suspect where every link between the lettered items of two clauses joins equal letters
    as ``equal-to``, and the lists differ in length or some pair asks different questions.
    """
    source, target = (
        _resolved(edition, resolve) for edition in (crosswalk.source, crosswalk.target)
    )
    known = (edition for edition in (source, target) if isinstance(edition, Standard))
    crosswalk = crosswalk.numbered(*known)
    subject = _Subject(crosswalk, source, target, infer(crosswalk), tuple(confirmations))
    return Report(
        tuple(
            Finding(rule.name, rule.grade, subject=path, message=message, clauses=clauses)
            for rule, look in RULES.items()
            for path, message, clauses in look(subject)
        ),
        tuple(RULES),
    )


def _resolved(edition: str, resolve: Resolve) -> Standard | NotUnderstood:
    try:
        return resolve(edition)
    except NotUnderstood as error:
        return error
