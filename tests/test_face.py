"""The names that ``import mgmtsys`` offers, and what it costs to have them."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import mgmtsys

TREE = ast.parse(Path(mgmtsys.__file__).read_text("utf-8"))


def seen_by_a_type_checker() -> dict[str, set[str]]:
    """Return the names of the type checker's block, by module, each imported as itself."""
    (block,) = (
        node
        for node in TREE.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    found: dict[str, set[str]] = {}
    for statement in block.body:
        assert isinstance(statement, ast.ImportFrom)
        assert [(one.name, one.name) for one in statement.names] == [
            (one.name, one.asname) for one in statement.names
        ]
        module = str(statement.module).removeprefix("mgmtsys.")
        found.setdefault(module, set()).update(one.name for one in statement.names)
    return found


@pytest.mark.parametrize("name", mgmtsys.__all__)
def test_every_public_name_is_the_object_of_its_module(name: str) -> None:
    home = mgmtsys._HOME_OF.get(name, "values.version")
    assert getattr(import_module(f"mgmtsys.{home}"), name) is getattr(mgmtsys, name)


def test_the_type_checker_sees_the_names_of_the_table() -> None:
    assert {module: set(names) for module, names in mgmtsys._HOMES.items()} == (
        seen_by_a_type_checker()
    )


def test_no_name_stands_twice_in_the_table() -> None:
    names = [name for each in mgmtsys._HOMES.values() for name in each]
    assert sorted(set(names)) == sorted(names)


def test_the_public_names_are_those_of_the_table_and_the_version() -> None:
    assert sorted(["__version__", *mgmtsys._HOME_OF]) == sorted(mgmtsys.__all__) == dir(mgmtsys)


def test_a_star_import_gives_every_public_name() -> None:
    namespace: dict[str, object] = {}
    exec("from mgmtsys import *", namespace)  # noqa: S102 - as a user would
    assert set(mgmtsys.__all__) <= set(namespace)


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="module 'mgmtsys' has no attribute 'nothing'"):
        _ = mgmtsys.nothing
    assert not hasattr(mgmtsys, "_repr_html_")


def test_importing_the_library_loads_nothing_else() -> None:
    program = (
        "import sys; before = set(sys.modules); import mgmtsys; print(*set(sys.modules) - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    heavy = {
        "attr", "attrs", "cattrs", "click", "dateutil", "hypothesis", "jinja2", "narwhals", "pint",
        "pytest", "rich", "tomli_w", "yaml",
    }  # fmt: skip
    assert set() == {name for name in loaded if name.partition(".")[0] in heavy}
    assert {"mgmtsys", "mgmtsys.values", "mgmtsys.values.version"} == {
        name for name in loaded if "mgmtsys" in name
    }


def test_reading_a_system_loads_no_extra() -> None:
    example = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
    program = (
        "import sys, mgmtsys as ms; s = ms.load(sys.argv[1]);"
        "ms.render(ms.clause_matrix(s, [one.id for one in s.standards]), 'md'); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(example)], capture_output=True, text=True, check=True
    )
    extras = {"click", "hypothesis", "jinja2", "narwhals", "pytest", "rich", "tomli_w"}
    assert set() == {name.partition(".")[0] for name in done.stdout.split()} & extras
