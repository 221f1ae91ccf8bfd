"""Biến môi trường sai làm dừng khởi động bằng một câu nói phải làm gì."""

from pathlib import Path

import pytest

from config import env
from config.env import EnvError


def test_an_empty_variable_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEN_BIEN", "  ")
    assert env.read_str("TEN_BIEN", "mặc định") == "mặc định"
    assert env.read_bool("TEN_BIEN", default=True) is True
    assert env.read_int("TEN_BIEN", 7) == 7
    assert env.read_list("TEN_BIEN", ["a"]) == ["a"]


@pytest.mark.parametrize(
    ("text", "meant"), [("1", True), ("TRUE", True), ("có", True), ("0", False), ("Off", False)]
)
def test_yes_and_no_are_read_in_their_usual_spellings(
    monkeypatch: pytest.MonkeyPatch, text: str, meant: bool
) -> None:
    monkeypatch.setenv("TEN_BIEN", text)
    assert env.read_bool("TEN_BIEN", default=not meant) is meant


def test_a_doubtful_yes_or_no_is_refused_and_says_what_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEN_BIEN", "maybe")
    with pytest.raises(EnvError, match=r"TEN_BIEN='maybe' không hợp lệ: hãy ghi 1 \(bật\) hoặc 0 \(tắt\)"):
        env.read_bool("TEN_BIEN")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("abc", "không phải là số nguyên"), ("0", "hãy ghi số từ 1 trở lên"), ("99", "hãy ghi số không quá 50")],
)
def test_a_wrong_number_is_refused_and_says_its_bounds(
    monkeypatch: pytest.MonkeyPatch, text: str, sentence: str
) -> None:
    monkeypatch.setenv("TEN_BIEN", text)
    with pytest.raises(EnvError, match=sentence):
        env.read_int("TEN_BIEN", 5, minimum=1, maximum=50)


def test_a_list_is_split_at_commas_and_a_gap_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEN_BIEN", "a.vn, b.vn")
    assert env.read_list("TEN_BIEN") == ["a.vn", "b.vn"]
    monkeypatch.setenv("TEN_BIEN", "a.vn,,b.vn")
    with pytest.raises(EnvError, match="một dấu phẩy"):
        env.read_list("TEN_BIEN")


def test_a_value_outside_the_choices_is_refused_and_the_choices_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEN_BIEN", "LOUD")
    with pytest.raises(EnvError, match="INFO, ERROR"):
        env.read_str("TEN_BIEN", choices=["INFO", "ERROR"])


def test_the_env_file_fills_gaps_but_never_overrules_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BIEN_CO_SAN", "môi trường")
    monkeypatch.setenv("BIEN_MOI", "sẽ bị bỏ")
    monkeypatch.delenv("BIEN_MOI")
    file = tmp_path / ".env"
    file.write_text('# ghi chú\n\nBIEN_CO_SAN=tệp\nBIEN_MOI="trong tệp"\n', encoding="utf-8")
    env.load_file(file)
    assert env.read_str("BIEN_CO_SAN") == "môi trường"
    assert env.read_str("BIEN_MOI") == "trong tệp"


def test_a_broken_line_of_the_env_file_is_named_by_its_number(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# ghi chú\nkhông có dấu bằng\n", encoding="utf-8")
    with pytest.raises(EnvError, match="Dòng 2"):
        env.load_file(file)
