"""What something should state and does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mgmtsys.values.message import Message
from mgmtsys.values.text import Text, in_a_row, say

_AND_NO = Message("{first}, no {next}")


def incomplete(
    subject: Any, name: object, stated: Mapping[Text, object]
) -> Iterator[tuple[Any, Text]]:
    """Yield what is not stated of a subject that goes by a name, if anything is not."""
    absent = [part for part, given in stated.items() if not given]
    if absent:
        yield subject, say("{name}: no {parts}", name=name, parts=in_a_row(absent, _AND_NO))
