"""The catalogues of the editions that a command is about."""

from __future__ import annotations

from mgmtsys.cli.speech import option
from mgmtsys.files.loading import load_standard
from mgmtsys.files.standards import shipped
from mgmtsys.standard.clause import Standard
from mgmtsys.values.exceptions import UnknownStandard
from mgmtsys.values.text import say

catalogues = option(
    "--standard", "standards", multiple=True, metavar="FILE",
    wording=say("Catalogue file of an edition that is not shipped (repeatable)."),
)  # fmt: skip


class Catalogues:
    """The catalogues of editions: handed in, or shipped."""

    def __init__(self, files: tuple[str, ...]) -> None:
        """Load the catalogues of files."""
        given = [load_standard(file) for file in files]
        self._given = {standard.id: standard for standard in given}

    def __call__(self, edition: str) -> Standard:
        """Return the catalogue of an edition; raises :class:`UnknownStandard`."""
        return self._given.get(edition) or shipped(edition)

    def named(self, reference: str) -> Standard | str:
        """Return the catalogue handed in, shipped or in a file; or the name of an edition without one."""
        known = self.get(reference)
        if known is not None:
            return known
        try:
            return load_standard(reference)
        except UnknownStandard:
            return reference

    def get(self, edition: str) -> Standard | None:
        """Return the catalogue of an edition, if there is one."""
        try:
            return self(edition)
        except UnknownStandard:
            return None
