"""Compile the catalogues of languages into the package that is built."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """Compiles ``*.po`` to ``*.mo`` beside it, before files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue."""
        del version, build_data
        for authored in Path(self.root, "src/mgmtsys/locale").glob("*/LC_MESSAGES/*.po"):
            with authored.open("rb") as po, authored.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po))
