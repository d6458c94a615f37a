"""Faces of packages: public names listed once, in the stub ``__init__.pyi``, and loaded when first used.

Type checkers read the stub as they do any other. It is read here when a name is first asked for, and
nothing is imported above for that, so that ``import mgmtsys`` costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # the name is enough for type checkers, and typing is not loaded
if TYPE_CHECKING:
    from collections.abc import Callable


def _listed(package: str) -> dict[str, str]:
    """Return the names of a package's stub, each with the module it is imported from."""
    import ast
    from pkgutil import get_data

    stub = get_data(package, "__init__.pyi")
    return {
        alias.name: str(statement.module)
        for statement in ast.parse(stub or b"").body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }


def face(package: str) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return ``__getattr__`` and ``__dir__`` of a package whose names stand in its stub.

    What the stub imports from the package itself is a module of it. There is no ``__all__``: ``help`` would print
    every name with all its methods.
    """
    homes: dict[str, str] = {}

    def home_of() -> dict[str, str]:
        if not homes:
            homes.update(_listed(package))
        return homes

    def load(name: str) -> object:
        """Load a public name from its module."""
        from importlib import import_module

        if name not in home_of():
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        if homes[name] == package:
            return import_module(f"{package}.{name}")
        return getattr(import_module(homes[name]), name)

    def names() -> list[str]:
        """List the public names."""
        return sorted(home_of())

    return load, names
