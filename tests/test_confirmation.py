"""What somebody confirmed, and what makes a confirmation suspect."""

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given, strategies as st

from mgmtsys.auditing.checks import audit
from mgmtsys.auditing.checks.confirmations import confirmable_evidence
from mgmtsys.auditing.lint import confirmable_links, lint
from mgmtsys.cli import cli
from mgmtsys.cycle.dossier import dossier
from mgmtsys.files.loading import load, load_register
from mgmtsys.files.standards import shipped
from mgmtsys.files.standards.crosswalks import shipped_crosswalk
from mgmtsys.standard.clause import Clause, Standard
from mgmtsys.standard.confirmation import End, Suspect, confirm, suspects
from mgmtsys.system.register import Register
from mgmtsys.system.system import ManagementSystem
from mgmtsys.system.target import Target
from mgmtsys.values.text import Text

FILE = Path(__file__).parents[1] / "examples" / "lithera_2026" / "system.yaml"
SYSTEM = load(FILE)
DAY, LATER = date(2026, 3, 1), date(2026, 9, 1)
CONFIRMED = confirm(confirmable_evidence(SYSTEM), "KC", DAY)
_ENDS = st.dictionaries(
    st.sampled_from("abc"),
    st.lists(
        st.builds(End, st.sampled_from("xyz"), st.sampled_from("12")),
        max_size=3,
        unique_by=lambda end: end.id,
    ).map(tuple),
)


def told(system: ManagementSystem) -> list[str]:
    report = audit(dossier(system, LATER, register=Register(confirmations=CONFIRMED)))
    return [one.message.read("en") for one in report.findings if one.check == "evidence.suspect"]


@given(_ENDS)
def test_what_did_not_change_is_not_suspect(now: dict[str, tuple[End, ...]]) -> None:
    assert [] == list(suspects(confirm(now, "KC", DAY), now))


@given(_ENDS, _ENDS)
def test_whatever_changed_is_suspect_until_it_is_confirmed_anew(
    before: dict[str, tuple[End, ...]], now: dict[str, tuple[End, ...]]
) -> None:
    old = confirm(before, "KC", DAY)
    changed = {
        what for what in before if set(before[what]) != set(now.get(what, ())) or what not in now
    }
    assert changed == {one.confirmation.what for one in suspects(old, now)}
    kept = [one for one in old if one.what in now]
    assert [] == list(suspects((*kept, *confirm(now, "KC", LATER)), now))


def test_every_clause_of_every_piece_of_evidence_can_be_confirmed() -> None:
    assert sum(len(one.clauses) for one in SYSTEM.evidence) == len(CONFIRMED)
    assert [] == told(SYSTEM)


def test_a_changed_section_makes_its_evidence_suspect() -> None:
    (own, *others) = SYSTEM.procedures
    sections = tuple(
        attrs.evolve(one, title=Text("other")) if one.number == "3" else one for one in own.sections
    )
    changed = attrs.evolve(SYSTEM, procedures=(attrs.evolve(own, sections=sections), *others))
    assert [
        "iso14001:2015/6.2.1.a ← 环境目标程序 §3: changed since KC confirmed it on 2026-03-01: 环境目标程序 §3"
    ] == told(changed)


def test_a_changed_clause_makes_what_answers_it_suspect() -> None:
    (iso, *others) = SYSTEM.standards

    def reworded(one: Clause) -> Clause:
        item = attrs.evolve(one, items=tuple(map(reworded, one.items)))
        return attrs.evolve(item, text=Text("new")) if str(item.number) == "6.2.1.a" else item

    changed = attrs.evolve(iso, clauses=tuple(map(reworded, iso.clauses)))
    found = told(attrs.evolve(SYSTEM, standards=(changed, *others)))
    assert ["iso14001:2015/6.2.1.a ← 环境目标程序 §3"] == [
        one.split(":  ")[0].split(": changed")[0] for one in found
    ]


def test_evidence_for_an_objective_changes_with_it() -> None:
    named = attrs.evolve(SYSTEM.evidence[0], objectives=("E6",))
    system = attrs.evolve(SYSTEM, evidence=(named,))
    six = attrs.evolve(SYSTEM.objectives[5], target=Target.at_least("90%"))
    changed = attrs.evolve(system, objectives=(*SYSTEM.objectives[:5], six, SYSTEM.objectives[6]))
    confirmed = confirm(confirmable_evidence(system), "KC", DAY)
    assert [("E6",), ("E6",)] == [
        one.changed for one in suspects(confirmed, confirmable_evidence(changed))
    ]


def test_evidence_that_is_gone_is_said() -> None:
    first = told(attrs.evolve(SYSTEM, evidence=SYSTEM.evidence[1:]))
    assert [
        "cts-q-zg040:2023/6.2.1.p1 ← 环境目标程序 §5: confirmed by KC on 2026-03-01, but no longer there",
        "iso14001:2015/6.2.1.p1 ← 环境目标程序 §5: confirmed by KC on 2026-03-01, but no longer there",
    ] == sorted(first)
    gone = confirm({"x": ()}, "KC", DAY)
    assert [Suspect(gone[0], ())] == list(suspects(gone, {}))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_command_keeps_what_was_confirmed_and_the_check_finds_what_changed(
    tmp_path: Path, lang: str
) -> None:
    register, copy = tmp_path / "register.yaml", tmp_path / "system.yaml"
    run = CliRunner().invoke
    made = run(
        cli,
        [
            "confirm",
            str(FILE),
            "--by",
            "KC",
            "--on",
            "2026-03-01",
            "-o",
            str(register),
            "--lang",
            lang,
        ],
    )
    assert made.exit_code == 0, made.output
    assert str(len(CONFIRMED)) in made.output
    assert CONFIRMED == load_register(register, SYSTEM).confirmations
    text = FILE.read_text("utf-8").replace("每月追踪各目标", "每周追踪各目标")
    copy.write_text(text, "utf-8")
    said = run(
        cli,
        [
            "check",
            str(copy),
            "--register",
            str(register),
            "--select",
            "evidence",
            "--lang",
            lang,
            "--on",
            "2026-09-01",
        ],
    )
    assert "6.2.1.c" in said.output
    again = run(
        cli,
        [
            "confirm",
            str(copy),
            "--by",
            "KC",
            "--only",
            "6.2.1.c",
            "--on",
            "2026-09-01",
            "-o",
            str(register),
        ],
    )
    assert "confirmed by KC" in again.output
    assert len(load_register(register, SYSTEM).confirmations) > len(CONFIRMED)


def test_nothing_to_confirm_is_said(tmp_path: Path) -> None:
    made = CliRunner().invoke(
        cli,
        ["confirm", str(FILE), "--by", "KC", "--only", "nowhere", "-o", str(tmp_path / "r.yaml")],
    )
    assert made.exit_code == 2
    assert "nothing with 'nowhere' is there to confirm" in made.output
    bare = tmp_path / "bare.yaml"
    bare.write_text("format: mgmtsys/1\norganisation: Works\nperiod: 2026\n", "utf-8")
    made = CliRunner().invoke(
        cli, ["confirm", str(bare), "--by", "KC", "-o", str(tmp_path / "r.yaml")]
    )
    assert (2, "nothing is there to confirm: expected evidence or links\n") == (
        made.exit_code,
        made.output,
    )
    assert not (tmp_path / "r.yaml").exists()


CROSSWALK = """\
format: mgmtsys.crosswalk/1
id: own
source: cts-q-zg040:2023
target: iso14001:2015
title: Own
links:
  - {sources: [6.2.1.a], targets: [6.2.1.a], relation: equal-to}
  - {sources: [6.2.1.b], targets: [6.2.1.b, 6.2.1.c], relation: equivalent-to}
"""


def test_a_link_that_changes_after_it_was_confirmed_is_suspect(tmp_path: Path) -> None:
    file, register = tmp_path / "own.yaml", tmp_path / "register.yaml"
    file.write_text(CROSSWALK, "utf-8")
    run = CliRunner().invoke
    made = run(cli, ["confirm", str(file), "--by", "KC", "--on", "2026-03-01", "-o", str(register)])
    assert "2 confirmed by KC on 2026-03-01" in made.output
    lint = ["crosswalk", "lint", str(file), "--register", str(register)]
    assert run(cli, lint).exit_code == 0
    file.write_text(CROSSWALK.replace("equivalent-to", "subset-of"), "utf-8")
    said = run(cli, lint)
    assert said.exit_code == 1
    assert "changed since KC confirmed it on 2026-03-01: relation" in said.output
    file.write_text(CROSSWALK.rpartition("  - ")[0], "utf-8")
    assert "no longer there" in " ".join(run(cli, lint).output.split())


def test_a_clause_that_changes_makes_its_links_suspect() -> None:
    crosswalk = shipped_crosswalk("cts-q-zg040:2023", "iso14001:2015")
    known = confirm(confirmable_links(crosswalk, shipped), "KC", DAY)

    def other(edition: str) -> Standard:
        whole = shipped(edition)
        if edition == "iso14001:2015":
            return whole.with_wording({"6.2.1.a": Text("licensed wording")})
        return whole

    found = lint(crosswalk, other, known).by_check()["crosswalk.suspect"]
    assert ["changed since KC confirmed it on 2026-03-01: iso14001:2015/6.2.1.a"] == [
        one.message.read("en") for one in found
    ]
    assert () == lint(crosswalk, shipped, known).by_check()["crosswalk.suspect"]


def test_two_pieces_of_evidence_at_one_place_are_confirmed_together() -> None:
    one = attrs.evolve(SYSTEM.evidence[0], objectives=("E1",))
    other = attrs.evolve(one, objectives=("E6",), shows=Text("more"))
    system = attrs.evolve(SYSTEM, evidence=(one, other))
    confirmed = confirm(confirmable_evidence(system), "KC", DAY)
    six = attrs.evolve(SYSTEM.objectives[0], target=Target.at_most("1 incident"))
    changed = attrs.evolve(system, objectives=(six, *SYSTEM.objectives[1:]))
    assert {("E1",)} == {
        each.changed for each in suspects(confirmed, confirmable_evidence(changed))
    }


def test_a_link_between_catalogues_of_ones_own_is_confirmed_with_them(tmp_path: Path) -> None:
    own, file, register = (tmp_path / name for name in ("a.yaml", "own.yaml", "register.yaml"))
    own.write_text(
        "format: mgmtsys.catalogue/1\nid: house:1\ntitle: House\nclauses:\n"
        "  - {number: 6.2.1.a, text: As the policy says}\n",
        "utf-8",
    )
    head, _, _ = CROSSWALK.replace("cts-q-zg040:2023", "house:1").rpartition("  - ")
    file.write_text(head, "utf-8")
    run, beside = CliRunner().invoke, ["--standard", str(own)]
    made = run(cli, ["confirm", str(file), *beside, "--by", "KC", "-o", str(register)])
    assert made.exit_code == 0, made.output
    lint = ["crosswalk", "lint", str(file), *beside, "--register", str(register)]
    assert run(cli, lint).exit_code == 0
    own.write_text(own.read_text("utf-8").replace("As the policy", "What the law"), "utf-8")
    assert "house:1/6.2.1.a" in run(cli, lint).output


HELD = """\
# The register of the works.
format: mgmtsys.register/1

confirmations:   # by hand
- {what: x, by: Ann, on: 2026-01-01, ends: {}}   # Ann's own
# the end
"""


def confirming(register: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = "from mgmtsys.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "confirm", str(FILE), "-o", str(register), *words],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_confirming_keeps_the_comments_and_the_layout_of_a_register(tmp_path: Path) -> None:
    register = tmp_path / "register.yaml"
    register.write_bytes(HELD.replace("\n", "\r\n").encode("utf-8-sig"))
    words = ("--by", "KC", "--on", "2026-03-01", "--only", "6.2.1.c")
    assert 0 == confirming(register, *words).returncode
    raw = register.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf# The register")
    lines = iter(raw.decode("utf-8-sig").split("\r\n"))
    assert all(line in lines for line in HELD.split("\n"))
    known = load_register(register, SYSTEM).confirmations
    assert ["Ann", "KC"] == [one.by for one in known][:2]
    assert 0 == confirming(register, *words).returncode
    assert raw == register.read_bytes()


def test_what_other_commands_refuse_is_not_confirmed_into(tmp_path: Path) -> None:
    register = tmp_path / "register.yaml"
    register.write_text(
        "format: mgmtsys.register/1\nheld:\n- {monitoring: none, period: 2026-01, on: 2026-02-01}\n",
        "utf-8",
    )
    before = register.read_bytes()
    done = confirming(register, "--by", "KC", "--on", "2026-03-01")
    assert 2 == done.returncode
    assert "no monitoring 'none' is declared" in done.stderr
    assert (before, [register]) == (register.read_bytes(), list(tmp_path.iterdir()))


def test_two_who_confirm_at_once_lose_nothing(tmp_path: Path) -> None:
    register = tmp_path / "register.yaml"
    register.write_text(HELD, "utf-8")
    people = ("Ann", "Bob", "Eve")
    program = "from mgmtsys.cli import main; main()"
    running = [
        subprocess.Popen(
            [
                *(sys.executable, "-c", program, "confirm", str(FILE), "-o", str(register)),
                *("--by", name, "--on", "2026-03-01"),
            ],
            stdout=subprocess.DEVNULL,
        )
        for name in people
    ]
    assert [0, 0, 0] == [one.wait(60) for one in running]
    known = Counter(one.by for one in load_register(register, SYSTEM).confirmations)
    assert {"Ann": len(CONFIRMED) + 1, "Bob": len(CONFIRMED), "Eve": len(CONFIRMED)} == known


@pytest.mark.parametrize("suffix", [".json", ".toml"])
def test_registers_of_every_syntax_are_added_to(tmp_path: Path, suffix: str) -> None:
    register = tmp_path / f"register{suffix}"
    for name in ("Ann", "Bob"):
        assert 0 == confirming(register, "--by", name, "--on", "2026-03-01").returncode
    known = Counter(one.by for one in load_register(register, SYSTEM).confirmations)
    assert {"Ann": len(CONFIRMED), "Bob": len(CONFIRMED)} == known
