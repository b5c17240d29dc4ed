from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, json

from outcome_lint import yamlfile
from outcome_lint.errors import ConfigError
from outcome_lint.yamlfile import DEPTH, LIMIT, parse
from tests.helpers import mistakes, yaml_mistakes


class Inner(Struct, forbid_unknown_fields=True):
    size: int
    kind: str = ""


class Shape(Struct, forbid_unknown_fields=True):
    name: str
    level: bool = False
    inner: Inner | None = None
    rules: dict[str, str | dict[str, Any]] = {}
    tags: tuple[str, ...] = ()


def value(text: str) -> Any:
    return parse(text, "f.yml").value


def shape_mistakes(text: str) -> list[str]:
    return mistakes(lambda: yamlfile.convert(parse(text, "f.yml"), Shape, lambda: json.schema(Shape)))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("off", "off"),
        ("yes", "yes"),
        ("True", "True"),
        ("2026-01-31", "2026-01-31"),
        ("2026-01-31T10:00:00Z", "2026-01-31T10:00:00Z"),
        ("1:30", "1:30"),
        ("012", "012"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("1.2.3", "1.2.3"),
        ("99999999999999999999", "99999999999999999999"),
        ("=", "="),
        ("'1'", "1"),
        ('"true"', "true"),
        ("|-\n  1", "1"),
        ("42", 42),
        ("-7", -7),
        ("3.10", 3.1),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_only_what_looks_like_a_plain_number_word_or_nothing_is_more_than_text(text: str, meant: Any):
    assert value(f"a: {text}\n") == {"a": meant}
    assert type(value(f"a: {text}\n")["a"]) is type(meant)


def test_an_empty_file_and_a_file_of_comments_hold_nothing():
    assert value("") is value("# words\n") is value("---\n") is None


def test_keys_are_text():
    assert value("1: a\nnull: b\noff: c\n") == {"1": "a", "null": "b", "off": "c"}


def test_places_count_from_one_and_a_key_stands_for_its_value():
    document = parse("a: 1\nb:\n  - x\n  - {c: 2}\n", "f.yml")
    assert document.place(("a",)) == (1, 1)
    assert document.place(("b", 0)) == (3, 5)
    assert document.place(("b", 1, "c")) == (4, 6)
    assert document.place(("b", 7, "nowhere")) == (2, 1)
    assert document.place(("nowhere",)) == (1, 1)
    assert str(document.mistake(("b", 0), "wrong", "right it")) == "f.yml:3:5: wrong (right it)"


def test_anchors_and_aliases_are_refused_where_they_stand():
    refused = "anchors and aliases are not read here (write the value out)"
    assert yaml_mistakes("a: &x [1]\nb: *x\nc: *x\n") == [f"1:4: {refused}", f"2:4: {refused}", f"3:4: {refused}"]
    assert yaml_mistakes("a: *nowhere\n") == [f"1:4: {refused}"]
    assert yaml_mistakes("&a [*a]") == [f"1:1: {refused}", f"1:5: {refused}"]


def test_a_bomb_is_refused_at_once():
    bomb = "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60))
    assert len(yaml_mistakes(bomb)) == 60 + 59 * 9


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!!binary", "!!set", "!own", "!!str", "!!int", "!", "!<x>"]
)
def test_tags_are_refused(tag: str):
    (mistake,) = yaml_mistakes(f"a: {tag} x")
    assert mistake.startswith("1:4: the tag ")
    assert "is not allowed" in mistake


def test_twice_the_same_key_is_a_mistake_at_the_second():
    assert yaml_mistakes("a: 1\nb: {c: 1, c: 2}\na: 3\n") == [
        "2:11: the key 'c' stands here twice (keep one)",
        "3:1: the key 'a' stands here twice (keep one)",
    ]


def test_a_merge_is_just_a_key():
    assert value("<<: {a: 1}") == {"<<": {"a": 1}}


@pytest.mark.parametrize("text", ["? [1]\n: 2", "[1]: 2", "{a: 1}: 2"])
def test_a_key_must_be_text(text: str):
    assert yaml_mistakes(text)[0].endswith("a key must be plain text")


def test_one_document_a_file():
    assert yaml_mistakes("a: 1\n---\nb: 2\n") == ["2:1: a second document starts here (write one document a file)"]


def test_mistakes_before_a_broken_place_are_told_too():
    assert [each.partition(": ")[0] for each in yaml_mistakes("a: !x 1\na: *b\nb: [\n")] == ["1:4", "2:1", "2:4", "4:1"]


@pytest.mark.parametrize(
    ("text", "place"), [("a: b: c", "1:5"), ("\t", "1:1"), ("a: [", "2:1"), ("é: 1\nb: \x07", "2:4"), ("\x00", "1:1")]
)
def test_what_is_not_yaml_has_a_place(text: str, place: str):
    (mistake,) = yaml_mistakes(text)
    assert mistake.startswith(f"{place}: ")
    assert "\n" not in mistake


@pytest.mark.parametrize("text", ["[" * 400_000, "- " * 400_000, "{a: " * 200_000, "? " * 400_000, "[" * 60 + "]" * 60])
def test_deep_nesting_is_a_mistake_and_no_crash(text: str):
    assert yaml_mistakes(text)[-1].endswith(f"nested more than {DEPTH} deep")


def test_nesting_that_a_person_might_write_is_read():
    assert value("[" * DEPTH + "]" * DEPTH)


def test_size_limit():
    assert value("'" + "x" * (LIMIT - 2) + "'")
    assert yaml_mistakes("x" * (LIMIT + 1)) == [" has 1,000,001 characters; at most 1,000,000 are read"]


def test_a_file_is_utf_8_with_or_without_a_mark(tmp_path: Path):
    (tmp_path / "f.yml").write_bytes("\ufeffa: é\n".encode())
    assert yamlfile.read(tmp_path / "f.yml").value == {"a": "é"}
    (tmp_path / "f.yml").write_bytes(b"a: \xe9\n")
    with pytest.raises(ConfigError, match=r"^here: byte 3 is not UTF-8$") as caught:
        yamlfile.read(tmp_path / "f.yml", "here")
    assert caught.value.hint == "save the file as UTF-8"
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["", "nowhere.yml"])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str):
    assert len(mistakes(lambda: yamlfile.read(tmp_path / name))) == 1


YAML_BITS = st.sampled_from([*"a:-[]{}#&*!|>'\"%@`,?\n\t \\~<=.0é\x00\x85\u2028\ud800", "---", "...", "!!int ", "a: "])


@given(st.text(max_size=200) | st.lists(YAML_BITS, max_size=60).map("".join))
def test_whatever_the_text_only_mistakes_are_raised(text: str):
    if not yaml_mistakes(text):
        assert parse(text, "f.yml").place(()) >= (1, 1)


# YAML 1.1 takes U+0085, U+2028 and U+2029 for ends of lines, and knows no control characters
TEXTS = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@given(PLAIN)
def test_json_is_read_as_it_is_meant(plain: Any):
    assert value(json.encode(plain).decode()) == plain


def test_a_shape_is_told_all_mistakes_in_the_order_of_the_file():
    text = "nam: x\nlevel: maybe\ninner: {size: big, knd: a}\nrules: [a]\ntags: one\n"
    assert shape_mistakes(text) == [
        "1:1: 'name' is missing",
        "1:1: unknown key 'nam' (did you mean 'name'?)",
        "2:1: expected true or false, found 'maybe'",
        "3:9: expected a whole number, found 'big'",
        "3:20: unknown key 'knd' (did you mean 'kind'?)",
        "4:1: expected a map, found a list",
        "5:1: expected a list, found 'one'",
    ]


def test_of_several_shapes_the_one_is_told_that_was_meant():
    assert shape_mistakes("name: x\nrules: {a: 1}\n") == ["2:9: expected a map or text, found 1"]
    assert shape_mistakes("name: x\nrules: {a: }\n") == ["2:9: expected a map or text, found nothing"]


def test_no_shape_at_all():
    assert shape_mistakes("just words") == ["1:1: expected a map, found 'just words'"]
    assert shape_mistakes("") == ["1:1: expected a map, found nothing"]


def test_a_right_shape():
    document = parse("name: x\ninner: {size: 3}\ntags: [a, b]\n", "f.yml")
    assert yamlfile.convert(document, Shape, dict) == Shape("x", inner=Inner(3), tags=("a", "b"))


def test_nearest_names_the_near_one_or_the_known_ones():
    assert yamlfile.nearest("sevrity", ["severity", "options"]) == "did you mean 'severity'?"
    assert yamlfile.nearest("zzz", ["a", None, "b"]) == "known here: a, b"
    assert yamlfile.nearest("zzz", []) == yamlfile.nearest("zzz", range(1000, 1041)) == ""
