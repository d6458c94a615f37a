"""What is raised when input cannot be understood, said in the language of its reader."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from mgmtsys.values.message import SOURCE, Message, Readable
from mgmtsys.values.visible import printable

#: How many signs of something unexpected are shown.
_LONGEST = 60


class _Said(Exception):
    """What is built from an English template with its arguments, or from what says something already."""

    def __init__(self, template: str | Readable, /, **arguments: object) -> None:
        """Keep the message as the only argument, so that the exception pickles."""
        super().__init__(
            Message(template, arguments=arguments) if isinstance(template, str) else template
        )

    @property
    def message(self) -> Readable:
        """What is said, in any language."""
        found: Readable = self.args[0]
        return found

    def __str__(self) -> str:
        """Return the English wording."""
        return self.read(SOURCE)

    def read(self, lang: str) -> str:
        """Return the wording in ``lang``, or in English, on one line."""
        return printable(self.message.read(lang))


class NotUnderstood(_Said, ValueError):
    """Input that cannot be understood; every more precise exception here is one of these."""


def found(given: object) -> str | Message:
    """Say what stands where something else was expected, without all of it.

    >>> str(found(None)), found(True), found([1, None]).read("zh")
    ('nothing', 'true', '列表')
    """
    match given:
        case None:
            return Message("nothing")
        case bool():
            return str(given).lower()
        case Mapping():
            return Message("a mapping")
        case list() | tuple():
            return Message("a list")
    shown = repr(given)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


class Notice(_Said, UserWarning):
    """What a reader did with a file that is no fault and has to be known: what it left out, or added."""


class InvalidField(NotUnderstood, TypeError):
    """A value built from something else than its field holds: text where a member of an enum belongs."""


class InvalidText(NotUnderstood):
    """Wording that says nothing, or a language tag that is none."""


class InvalidNumber(NotUnderstood):
    """Text that is not an exact number: ``nan``, an infinity, letters."""


class UnknownUnit(NotUnderstood):
    """A unit that the registry does not define."""


class IncompatibleUnits(NotUnderstood, TypeError):
    """Two quantities, or a quantity and its place, that measure different things."""


class InvalidPeriod(NotUnderstood):
    """Text that is no period, duration, frequency or deadline; a period that ends before it starts."""


class InvalidClauseNumber(NotUnderstood):
    """Text that is no clause number, or a number where the text of one belongs."""


class UnknownClause(NotUnderstood, LookupError):
    """A clause that an edition of a standard does not have."""


class UnknownStandard(NotUnderstood, LookupError):
    """A standard that is neither shipped nor given."""


class UnknownQuestion(NotUnderstood, LookupError):
    """A requirement asks a question that nobody has defined."""


class DuplicateCheck(NotUnderstood):
    """Two checks of one name in one audit."""


class InvalidCheck(NotUnderstood, TypeError):
    """Something else in the place of a check, or a check without a name."""


class CheckFailed(NotUnderstood, RuntimeError):
    """Checks that fail by an error of their own: the name of each, and what it did."""

    def __init__(self, failed: tuple[tuple[str, Readable], ...]) -> None:
        """Keep what failed as the only argument, so that the exception pickles."""
        ValueError.__init__(self, tuple(failed))

    @property
    def failed(self) -> tuple[tuple[str, Readable], ...]:
        """The name of each check, and what it did."""
        found: tuple[tuple[str, Readable], ...] = self.args[0]
        return found

    def read(self, lang: str) -> str:
        """Return what failed in ``lang``, one check a line."""
        return "\n".join(did.read(lang) for _, did in self.failed)


class ForeignReport(NotUnderstood):
    """A report of another system or another day than the matrix that it was handed to."""


class ForeignMatrix(NotUnderstood):
    """A clause matrix of another system or day, or of the same edition, than the one it is added to."""


class UnknownCheck(NotUnderstood, LookupError):
    """A name that no check and no family of checks has."""


class BrokenEntryPoint(NotUnderstood):
    """An installed package that offers checks which cannot be loaded, or are none."""


class InvalidRaci(NotUnderstood):
    """A responsibility cell that holds something other than the letters R, A, S, C, I."""


class InvalidFormula(NotUnderstood):
    """Text that is no formula over series."""


class InvalidTarget(NotUnderstood):
    """A target whose bounds contradict its kind."""


class NoBaseline(NotUnderstood):
    """A target that is relative to a baseline was asked before the baseline was known."""


class TransitionRefused(NotUnderstood):
    """A step of a corrective action that its life does not allow, or not yet."""


class InvalidPolicy(NotUnderstood):
    """Bands that do not tile everything from zero to unbounded."""


class InvalidRelation(NotUnderstood):
    """Text that is no relation between two requirements, or a relation of which nothing is left."""


class Contradiction(NotUnderstood):
    """Two claims that exclude each other; both are named."""


class InvalidCrosswalk(NotUnderstood):
    """A link without clauses on one side, or two crosswalks that do not meet in one edition."""


class UnknownCrosswalk(NotUnderstood, LookupError):
    """Two editions between which no crosswalk is shipped, nor any way through others."""


class InvalidAssessment(NotUnderstood):
    """Marks, deductions, figures or gates that no assessment can have."""


@attrs.frozen
class Place:
    """Where something stands in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return ``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}"


@attrs.frozen
class Problem:
    """One thing that is wrong with a document: where, what, and what was expected."""

    #: Keys and indices from the top of the document to the culprit.
    path: tuple[str, ...]
    message: Readable
    #: Present when the document came from a file.
    place: Place | None = None

    def read(self, lang: str) -> str:
        """Return one line: the place, the path, and what is wrong in ``lang``."""
        where = [str(self.place)] if self.place else []
        if self.path:
            where.append(".".join(self.path))
        return printable(": ".join([*where, self.message.read(lang)]))

    def __str__(self) -> str:
        """Return the line in English."""
        return self.read(SOURCE)


class InvalidDocument(NotUnderstood):
    """A document with problems, all of them at once, in the order in which they stand."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems as the only argument, so that the exception pickles."""
        ValueError.__init__(self, tuple(problems))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem found."""
        found: tuple[Problem, ...] = self.args[0]
        return found

    def read(self, lang: str) -> str:
        """Return every problem in ``lang``, one a line."""
        return "\n".join(problem.read(lang) for problem in self.problems)


class InvalidStandard(InvalidDocument):
    """A catalogue that is no tree: a number twice, or a child that does not extend its parent."""


def problems_of(error: NotUnderstood, path: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return what an exception complains of, with ``path`` before each complaint's own."""
    if isinstance(error, InvalidDocument):
        return tuple(attrs.evolve(problem, path=path + problem.path) for problem in error.problems)
    return (Problem(path, error.message),)


def spelled(error: BaseException) -> str:
    """Return the kind of an error of other people's code with what it says, if it can say it."""
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:  # noqa: BLE001 - what says why something failed may fail itself
        return type(error).__name__
