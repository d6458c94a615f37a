"""The names that ``import mgmtsys`` and its rooms offer, and what it costs to have them."""

import pkgutil
import pydoc
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import mgmtsys as ms

ROOMS = [name for name in dir(ms) if isinstance(getattr(ms, name), ModuleType)]
#: What has a stub: the face itself, and every room but the one that has code of its own.
FACES = ["mgmtsys", *(f"mgmtsys.{room}" for room in ROOMS if room != "show")]


@pytest.mark.parametrize("name", FACES)
def test_every_name_of_a_face_is_there(name: str) -> None:
    face = import_module(name)
    assert dir(face) == sorted(set(dir(face))) != []
    assert all(hasattr(face, public) for public in dir(face))


def test_the_names_lead_to_the_objects_of_their_modules() -> None:
    from mgmtsys.auditing.check import check
    from mgmtsys.scoring.scheme import Scheme
    from mgmtsys.standard.transfer import transfer

    assert (ms.check, ms.transfer, ms.scoring.Scheme) == (check, transfer, Scheme)
    assert ms.oscal.catalogue is import_module("mgmtsys.oscal.catalogue")


def test_the_rooms_of_the_face_are_the_folders_but_the_command_line() -> None:
    folders = {found.name for found in pkgutil.iter_modules(ms.__path__)}
    assert set(ROOMS) == folders - {"cli"}


def test_a_name_stands_at_the_top_or_in_one_room() -> None:
    names = [
        name for face in FACES if face != "mgmtsys.testing" for name in dir(import_module(face))
    ]  # a strategy may be called as a function is: `responses`
    assert [] == sorted({name for name in names if names.count(name) > 1})


@pytest.mark.parametrize("name", FACES)
def test_no_name_is_hidden_by_a_module_of_its_package(name: str) -> None:
    face = import_module(name)
    modules = {found.name for found in pkgutil.iter_modules(face.__path__)}
    hidden = {
        public for public in dir(face) if not isinstance(getattr(face, public), ModuleType)
    } & modules
    assert hidden == set()


def test_the_tour_names_what_stands_at_the_top_each_once() -> None:
    (tour,) = re.findall(r"^\* .*?(?=\n\n)", str(ms.__doc__), re.DOTALL | re.MULTILINE)
    groups = re.findall(r":([\w,\s]+)", tour)
    assert sorted({*dir(ms)} - {*ROOMS, "__version__"}) == sorted(
        re.findall(r"\w+", " ".join(groups))
    )
    assert len(dir(ms)) < 80


def test_the_help_fits_a_screen() -> None:
    assert len(pydoc.TextDoc().docmodule(ms).splitlines()) < 60


@pytest.mark.parametrize("name", FACES)
def test_a_name_that_is_not_there_is_no_attribute(name: str) -> None:
    face = import_module(name)
    with pytest.raises(AttributeError, match=f"module '{name}' has no attribute 'nothing'"):
        _ = face.nothing
    assert not hasattr(face, "_repr_html_")


def test_importing_the_library_loads_nothing_else() -> None:
    program = (
        "import sys; before = set(sys.modules); import mgmtsys; print(*set(sys.modules) - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert {"__future__", "mgmtsys", "mgmtsys.values", "mgmtsys.values.faces"} >= set(
        done.stdout.split()
    )


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
