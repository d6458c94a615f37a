"""What an objective answers to: aspects, obligations, risks and opportunities, policy statements."""

from __future__ import annotations

import enum

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.text import Text


@attrs.frozen(field_transformer=checked)
class Aspect:
    """An environmental aspect, or whatever a standard puts in its place (ISO 14001:2015, 6.1.2)."""

    id: str
    name: Text
    significant: bool = False


@attrs.frozen(field_transformer=checked)
class Obligation:
    """A compliance obligation: law, permit, contract, or other requirement (ISO 14001:2015, 6.1.3)."""

    id: str
    name: Text
    #: The articles or the edition that apply, where they are stated.
    provision: Text | None = None


class Outlook(enum.Enum):
    """Whether an uncertainty threatens or helps."""

    RISK = "risk"
    OPPORTUNITY = "opportunity"


@attrs.frozen(field_transformer=checked)
class RiskOrOpportunity:
    """A risk or an opportunity that needs to be addressed (ISO 14001:2015, 6.1.1)."""

    id: str
    outlook: Outlook
    name: Text


@attrs.frozen(field_transformer=checked)
class PolicyStatement:
    """One commitment of the policy (ISO 14001:2015, 5.2)."""

    id: str
    text: Text
