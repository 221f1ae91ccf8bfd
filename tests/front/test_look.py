"""The theme: readable in both themes, light enough for a slow line, nothing from outside."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TEMPLATES = ROOT / "templates"
THEME = (STATIC / "css" / "theme.css").read_text()


def tokens(selector: str) -> dict[str, str]:
    """Read the custom properties of the first rule with this selector."""
    block = THEME.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def luminance(colour: str) -> float:
    """Compute the relative luminance of WCAG 2.2."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Compute the contrast ratio of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


WORDS = [
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink-soft", "paper"),
    ("ink-soft", "ground"),
    ("ink-soft", "paper-soft"),
    ("blue", "paper"),
    ("blue", "ground"),
    ("blue", "blue-soft"),
    ("action-ink", "action"),
    ("action-ink", "action-strong"),
    ("amber", "amber-soft"),
    ("amber", "paper"),
    ("red", "red-soft"),
    ("red", "paper"),
    ("red", "ground"),
    ("green", "green-soft"),
    ("green", "paper"),
]


@pytest.mark.parametrize("selector", [":root", '[data-bs-theme="dark"]'])
@pytest.mark.parametrize("pair", WORDS, ids="-on-".join)
def test_words_stand_out_from_their_ground(selector: str, pair: tuple[str, str]) -> None:
    colours = tokens(selector)
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("selector", [":root", '[data-bs-theme="dark"]'])
def test_the_edge_of_an_input_can_be_seen(selector: str) -> None:
    colours = tokens(selector)
    assert contrast(colours["line-strong"], colours["paper"]) >= 3


def test_dark_is_the_same_whether_chosen_or_taken_from_the_device() -> None:
    assert tokens('[data-bs-theme="dark"]') == tokens('[data-bs-theme="auto"]')


def test_the_first_visit_weighs_at_most_200_kilobytes() -> None:
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    packed = [htmx, *STATIC.glob("css/*.css"), *STATIC.glob("js/*.js"), *STATIC.glob("vendor/*/*.css")]
    packed += [*STATIC.glob("vendor/*/*.svg")]
    fonts = sum(path.stat().st_size for path in STATIC.glob("vendor/*/*.woff2"))
    assert fonts + sum(len(gzip.compress(path.read_bytes())) for path in packed) < 200_000


def test_every_icon_a_template_asks_for_is_in_the_sprite() -> None:
    sprite = next(STATIC.glob("vendor/bootstrap-icons-*/sprite.svg")).read_text()
    known = set(re.findall(r'id="([^"]+)"', sprite))
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()
        used = set(re.findall(r'{% icon "([^"]+)" %}', text)) | set(re.findall(r'glyph="([^"{]+)"', text))
        assert used <= known, path.name


def test_no_style_script_or_template_reaches_outside() -> None:
    ours = [*STATIC.glob("css/*"), *STATIC.glob("js/*"), *TEMPLATES.rglob("*.html")]
    for path in ours:
        addresses = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", path.read_text())
        assert [a for a in addresses if "www.w3.org" not in a] == [], path.name


def test_every_file_a_stylesheet_asks_for_is_there() -> None:
    for path in STATIC.glob("css/*.css"):
        for target in re.findall(r'url\("([^")]+)"\)', path.read_text()):
            assert (path.parent / target).resolve().is_file(), target


def test_no_file_of_the_front_end_is_too_long_to_read() -> None:
    for path in [*STATIC.glob("css/*"), *STATIC.glob("js/*"), *TEMPLATES.rglob("*.html")]:
        assert len(path.read_text().splitlines()) <= 400, path.name
