"""Every command says the same in a terminal of any width, in both languages."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from mgmtsys.cli import main

ROOT = Path(__file__).parents[1]
LITHERA = "examples/lithera_2026"
WORKS = "examples/she_assessment"
SYSTEM, IMPROVED = f"{LITHERA}/system.yaml", f"{LITHERA}/improved.yaml"
READINGS = ("--readings", f"{LITHERA}/readings.csv", "--on", "2027-01-10")
REGISTER = ("--register", f"{LITHERA}/register.yaml", "--on", "2027-01-10")
IMPROVED_READINGS = ("--readings", f"{LITHERA}/improved_readings.csv", *REGISTER)
TEXT = ("--format", "text")
COMMANDS = {
    "plan": ("form", "QEF-24-01", SYSTEM, *TEXT),
    "plan improved": ("form", "QEF-24-01", IMPROVED, *TEXT),
    "tracking": ("form", "QEF-24-02", SYSTEM, *READINGS, "--period", "2026-03", *TEXT),
    "evaluation form": ("form", "QEF-24-03", SYSTEM, *READINGS, *TEXT),
    "review": ("form", "QEF-24-04", IMPROVED, *IMPROVED_READINGS, *TEXT),
    "evaluate": ("evaluate", SYSTEM, *READINGS, "--period", "2026-01", *TEXT),
    "crosswalk": ("crosswalk", "cts-q-zg040:2023", "iso14001:2015", "--under", "6.2", *TEXT),
    "standards": ("standards",),
    "standard": ("standards", "gbt24001:2016", "--under", "6.2"),
    "show": ("show", SYSTEM),
    "show improved": ("show", IMPROVED),
    "check": ("check", SYSTEM, "--on", "2026-06-30"),
    "explain": ("check", "--explain", "raci"),
    "matrix": ("matrix", SYSTEM, "--under", "6.2", "--on", "2026-06-30", *TEXT),
    "due": ("due", IMPROVED, *REGISTER),
    "score": ("score", f"{WORKS}/assessment.yaml", "--on", "2026-06-30", "--explain", *TEXT),
    "sample": (
        *("sample", f"{WORKS}/sampling_plan.yaml", "--population", f"{WORKS}/population.csv"),
        *("--seed", "7", "--none-deviating", *TEXT),
    ),
    "programme": ("programme", f"{WORKS}/programme.yaml", *TEXT),
    "results": ("programme", f"{WORKS}/programme.yaml", "--results", *TEXT),
}
#: From the narrowest that anybody uses to the widest, the widths in use among them.
WIDTHS = (40, 53, 60, 72, 80, 88, 95, 100, 110, 120, 132, 160, 200, 283)
Printed = Callable[..., str]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Printed:
    def command(columns: int, *words: str) -> str:
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr("sys.argv", ["mgmtsys", *words])
        with pytest.raises(SystemExit) as caught:
            main()
        assert caught.value.code in (0, 1)
        return capsys.readouterr().out

    return command


def characters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s─–]", "", text))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_text_and_no_column_is_lost_in_a_narrow_terminal(
    printed: Printed, name: str, lang: str
) -> None:
    words = (*COMMANDS[name], "--lang", lang)
    wide = printed(400, *words)
    for width in WIDTHS:
        narrow = printed(width, *words)
        assert not characters(wide) - characters(narrow), width
        assert narrow.splitlines() == [line.rstrip() for line in narrow.splitlines()]
        if width >= 80:
            assert width >= max(map(cell_len, narrow.splitlines()))


@pytest.mark.parametrize("width", [40, 80, 120, 160])
def test_the_last_column_of_a_plan_is_whole(printed: Printed, width: int) -> None:
    text = printed(width, *COMMANDS["plan"], "--lang", "zh")
    for whole in ("验证", "sum(spills)", "[起]", "mean(hazardous_waste_rate)", "5000", "Q4"):
        assert whole in text
    flat = re.sub(r"\s", "", text)
    assert "事故；应急装备完整率；演练完成率" in flat or width > 120


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_dates_and_numbers_stand_on_one_line(printed: Printed, lang: str) -> None:
    words = (*COMMANDS["plan improved"], "--lang", lang)
    dates = set(re.findall(r"\d{4}-\d\d-\d\d", printed(400, *words)))
    assert dates
    for width in WIDTHS:
        assert dates == set(re.findall(r"\d{4}-\d\d-\d\d", printed(width, *words)))


def test_no_line_starts_with_a_closing_mark(printed: Printed) -> None:
    for name in ("plan", "plan improved", "crosswalk", "review"):
        for width in WIDTHS:
            lines = printed(width, *COMMANDS[name], "--lang", "zh").splitlines()
            assert not [
                line for line in lines if line.strip()[:1] in tuple("，。、；：！？）】》”")
            ]


def test_what_is_printed_elsewhere_is_120_columns_wide_unless_asked_for(
    printed: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "none")
    assert printed(120, "standards") == printed(0, "standards")
    assert printed(120, "standards") != printed(60, "standards")


def test_a_name_that_heads_a_column_steers_nothing_and_breaks_no_line(
    printed: Printed, tmp_path: Path
) -> None:
    name = "A\\e[31mB\\u202eC\\nmet  D is a role of a very long name that fits no line"
    system = tmp_path / "system.yaml"
    system.write_text(
        "format: mgmtsys/1\norganisation: P\nperiod: 2026\n"
        f'parties: {{A: {{kind: role, name: "{name}"}}, B: {{kind: role, name: Bee}}}}\n'
        "activities: {X: {name: Plan}}\nraci: {X: {A: A, B: R}}\n",
        "utf-8",
    )
    whole = r"A\x1b[31mB\u202eC met D is a role of a very long name that fits no line"
    for width in (20, 30, 40, 80, 120, 200):
        text = printed(width, "show", str(system))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)
        assert not characters(whole) - characters(text)
        assert not [line for line in text.splitlines() if line.startswith("met")]
        assert width < 40 or width >= max(map(cell_len, text.splitlines()))
