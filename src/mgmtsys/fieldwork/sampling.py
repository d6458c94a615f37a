"""A sampling plan in seven steps, and the sample that is drawn by it, again whenever it is asked for.

The steps: 1 what the sample is for; 2 the population; 3 the mix of information sources; 4 how units
are selected; 5 how many; 6 how the sample is carried out, without bias; 7 what is recorded. ISO
19011:2018, A.6.1 has six of them; the mix of sources is the seventh.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from mgmtsys.fieldwork.sample_size import SampleSize
from mgmtsys.standard.clause import ClauseRef
from mgmtsys.values.checked import checked
from mgmtsys.values.complaints import negative, refuse, too_few
from mgmtsys.values.exceptions import Problem
from mgmtsys.values.period import Period
from mgmtsys.values.reference import id_problems
from mgmtsys.values.text import Text, in_a_row, say


class InformationSource(enum.Enum):
    """How something is learnt of a unit (ISO 19011:2018, 6.4.7)."""

    INTERVIEW = "interview"
    OBSERVATION = "observation"
    RECORDS = "records"


class SelectionKind(enum.Enum):
    """How units are selected: by judgement, or at random in one of four ways."""

    #: Units are named for what they are; nothing follows for the others.
    JUDGEMENT = "judgement"
    #: Every set of units of the size is equally likely.
    SIMPLE_RANDOM = "simple_random"
    #: The population is divided into strata, and each is sampled.
    STRATIFIED = "stratified"
    #: The population is divided into batches, some are drawn, and all their units are looked at.
    BATCH = "batch"
    #: Units stand at an even distance in the list, from a random start.
    INTERVAL = "interval"


class Allocation(enum.Enum):
    """How a sample is divided among strata."""

    PROPORTIONAL = "proportional"
    EQUAL = "equal"
    #: In proportion to the size of a stratum times its standard deviation.
    NEYMAN = "neyman"
    #: As the plan states for each stratum.
    STATED = "stated"


@attrs.frozen(field_transformer=checked)
class SourceMix:
    """The parts of a sample that are learnt from each source, in proportion to these weights."""

    interview: Fraction = Fraction(0)
    observation: Fraction = Fraction(0)
    records: Fraction = Fraction(0)

    def __attrs_post_init__(self) -> None:
        """Refuse negative weights, and a mix of nothing."""
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        for source, weight in self.weights.items():
            yield from negative((source.value,), weight)
        if not any(self.weights.values()):
            yield Problem((), say("no source has a weight: expected at least one that has"))

    @property
    def weights(self) -> Mapping[InformationSource, Fraction]:
        """The weight of each source."""
        return {source: getattr(self, source.value) for source in InformationSource}


@attrs.frozen(field_transformer=checked)
class Stratum:
    """What a plan states of one stratum."""

    #: The value of the stratum in the column that divides the population.
    id: str
    #: The standard deviation within the stratum, for the allocation ``neyman``.
    deviation: Fraction | None = None
    #: How many units are drawn, for the allocation ``stated``.
    count: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse negative figures."""
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        if self.deviation is not None:
            yield from negative(("deviation",), self.deviation)
        if self.count is not None:
            yield from too_few(("count",), self.count, 0)


@attrs.frozen(field_transformer=checked)
class ChosenUnit:
    """A unit that is named by judgement, and why."""

    id: str
    because: Text


#: What only some kinds of selection have.
_BELONGS: Mapping[str, frozenset[SelectionKind]] = {
    "by": frozenset({SelectionKind.STRATIFIED, SelectionKind.BATCH}),
    "allocation": frozenset({SelectionKind.STRATIFIED}),
    "at_least": frozenset({SelectionKind.STRATIFIED}),
    "strata": frozenset({SelectionKind.STRATIFIED}),
    "units": frozenset({SelectionKind.JUDGEMENT}),
}


@attrs.frozen(field_transformer=checked)
class Selection:
    """How units are selected, with what its kind needs."""

    kind: SelectionKind
    #: The head of the column that divides the population into strata or batches.
    by: str | None = None
    #: Proportional, if left out.
    allocation: Allocation | None = None
    #: The least number of units from each stratum.
    at_least: int = 0
    #: What is stated of strata; they come first, in this order, and of equal remainders the earlier wins.
    strata: tuple[Stratum, ...] = ()
    #: The units that judgement has named.
    units: tuple[ChosenUnit, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what belongs to another kind, and the lack of what this one needs."""
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        kind = self.kind
        for field, kinds in _BELONGS.items():
            if getattr(self, field) and kind not in kinds:
                fits = in_a_row(fit.value for fit in SelectionKind if fit in kinds)
                yield Problem(
                    (field,),
                    say(
                        "a selection of the kind {kind} has no {field}: expected it with {kinds} only",
                        kind=kind.value,
                        field=field,
                        kinds=fits,
                    ),
                )
        if kind in _BELONGS["by"] and not self.by:
            yield Problem(
                ("by",),
                say(
                    "a selection of the kind {kind} divides the population: expected the head of a column",
                    kind=kind.value,
                ),
            )
        if kind is SelectionKind.JUDGEMENT and not self.units:
            yield Problem(
                ("units",), say("judgement names its units: expected at least one, with because")
            )
        for field in ("strata", "units"):
            yield from id_problems(field, (named.id for named in getattr(self, field)))
        yield from too_few(("at_least",), self.at_least, 0)
        yield from self._unstated()
        if (
            self.strata
            and not any(stratum.count for stratum in self.strata)
            and (self.divided is Allocation.STATED)
        ):
            yield Problem(
                ("strata",), say("no unit of any stratum is drawn: expected at least one")
            )

    def _unstated(self) -> Iterator[Problem]:
        """Complain of strata that lack the figure which the allocation needs, or have another."""
        needs = _STATED_BY.get(self.divided)
        for stratum in self.strata:
            for figure in _STATED_BY.values():
                given = getattr(stratum, figure) is not None
                if given is not (figure == needs):
                    fault = (
                        say(
                            "the allocation {allocation} does not use {figure}: expected none",
                            allocation=self.divided.value,
                            figure=figure,
                        )
                        if given
                        else say(
                            "the allocation {allocation} lacks {figure}: expected it for each stratum",
                            allocation=self.divided.value,
                            figure=figure,
                        )
                    )
                    yield Problem(("strata", stratum.id, figure), fault)

    @property
    def divided(self) -> Allocation:
        """The allocation, proportional where none is stated."""
        return self.allocation or Allocation.PROPORTIONAL


#: What has to be stated of every stratum, by allocation.
_STATED_BY: Mapping[Allocation, str] = {Allocation.NEYMAN: "deviation", Allocation.STATED: "count"}


@attrs.frozen(field_transformer=checked)
class Conduct:
    """How a sample is carried out: by whom, when, and what keeps it free of bias."""

    by: tuple[str, ...] = ()
    period: Period | None = None
    against_bias: tuple[Text, ...] = ()


@attrs.frozen(field_transformer=checked)
class SamplingPlan:
    """What to look at, how many, chosen how: one field or two for each of the seven steps."""

    #: Step 1: what the sample is to tell.
    objective: Text
    #: Step 2: who or what is asked about.
    population: Text
    #: Step 4: how units are selected.
    selection: Selection
    #: Step 1: the requirements that it is to tell it of.
    clauses: tuple[ClauseRef, ...] = ()
    #: Step 2: the head of the column that holds the ids of the units.
    key: str = "id"
    #: Step 3: the mix of interview, observation and records.
    sources: SourceMix | None = None
    #: Step 5: how many; left out where the selection itself names or counts its units.
    size: SampleSize | None = None
    #: Step 6: how it is carried out.
    conduct: Conduct | None = None
    #: Step 7: what is recorded, and where it is kept.
    record: Text | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a plan that does not say how many, or says it twice."""
        refuse(self._problems())

    def _problems(self) -> Iterator[Problem]:
        selection = self.selection
        counted = selection.kind is SelectionKind.JUDGEMENT or (
            selection.divided is Allocation.STATED
        )
        if counted is (self.size is not None):
            fault = (
                say("the selection already says how many: expected no size")
                if counted
                else say("no size: expected one, such as {count: 20}")
            )
            yield Problem(("size",), fault)
