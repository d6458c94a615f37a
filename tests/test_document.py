"""How long records are kept, and where evidence points."""

from __future__ import annotations

from datetime import date

import pytest

from mgmtsys.system.document import Evidence, Retention
from mgmtsys.values.exceptions import InvalidPeriod
from mgmtsys.values.period import Duration


@pytest.mark.parametrize(
    ("text", "printed", "zh"),
    [
        ("10 years", "10 years", "10 年"),
        ("10 年", "10 years", "10 年"),
        ("24 months", "2 years", "2 年"),
        ("permanent", "permanent", "永久"),
        (" Permanently ", "permanent", "永久"),
        ("永久", "permanent", "永久"),
    ],
)
def test_a_retention_is_read_and_printed(text: str, printed: str, zh: str) -> None:
    retention = Retention.parse(text)
    assert (printed, printed, zh) == (str(retention), retention.read("en"), retention.read("zh"))
    assert retention == Retention.parse(str(retention)) == Retention.parse(retention.read("zh"))


def test_permanent_is_no_number_of_years() -> None:
    assert (True, False) == (
        Retention().is_permanent,
        Retention(Duration.parse("9999 years")).is_permanent,
    )


def test_what_is_kept_for_ever_is_never_disposed_of() -> None:
    assert Retention().disposable_from(date(2026, 1, 1)) is None


@pytest.mark.parametrize("text", ["", "for ever", "some years", "0 years"])
def test_what_is_no_retention_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Retention.parse(text)
    assert (
        f"{text!r} is not a retention period: expected a length of time such as 10 years, or permanent"
        == (refused.value.read("en"))
    )
    assert f"{text!r} 不是保存期限：应为时间长度（如 10 年）或永久" == refused.value.read("zh")


def test_evidence_points_to_a_document_or_to_a_section_of_it() -> None:
    assert "SOP-7" == Evidence((), "SOP-7").place
    assert "SOP-7 §3.1" == Evidence((), "SOP-7", section="3.1").place
