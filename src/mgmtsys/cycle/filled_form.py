"""What tools are told of a filled form: its cells in words."""

from __future__ import annotations

import attrs

from mgmtsys.values.checked import checked
from mgmtsys.values.text import Text


@attrs.frozen(field_transformer=checked)
class FormFact:
    """Something that is said of the whole form."""

    label: Text
    value: Text


@attrs.frozen(field_transformer=checked)
class FilledForm:
    """A filled form: its title, what is said of the whole, and its table."""

    title: Text
    facts: tuple[FormFact, ...]
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
