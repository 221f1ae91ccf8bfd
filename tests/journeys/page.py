"""What a browser knows of an answer: words, links, forms with all that they would send, hidden fields included."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

VOID = {"input", "img", "br", "hr", "meta", "link", "use", "path", "wbr", "source", "col"}
BOXES = ("checkbox", "radio")


@dataclass
class Control:
    """One field of a form: what it would send as it stands, and what a person could choose."""

    kind: str
    values: list[str] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)
    multiple: bool = False


@dataclass
class Form:
    """One form of a page."""

    action: str
    method: str
    buttons: dict[str, dict[str, str]] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)

    def filled(self, given: Mapping[str, Any], button: str = "") -> dict[str, Any]:
        """All that the browser sends after these fields were changed; what is not on the page cannot be changed."""
        pressed = next((more for words, more in self.buttons.items() if button and button in words), {})
        sent: dict[str, Any] = {
            name: control.values if control.multiple or len(control.values) != 1 else control.values[0]
            for name, control in self.controls.items()
            if control.values and control.kind != "file"
        }
        for name, value in given.items():
            assert name in self.controls, f"Biểu mẫu không có ô «{name}»: {sorted(self.controls)}"
            sent[name] = self._chosen(name, value)
        return pressed | {name: value for name, value in sent.items() if value not in ([], "", None)}

    def _chosen(self, name: str, value: Any) -> Any:
        control = self.controls[name]
        if isinstance(value, SimpleUploadedFile):
            assert control.kind == "file", f"«{name}» không phải ô chọn tệp"
            return value
        words = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        if control.choices:
            strange = [one for one in words if one and one not in control.choices]
            assert not strange, f"«{name}» không có lựa chọn {strange}: {control.choices}"
        return words if isinstance(value, list) else words[0]


@dataclass
class Link:
    """Words that lead somewhere."""

    words: str
    href: str


class Page(HTMLParser):
    """The part of a page between the menus."""

    def __init__(self, html: str, url: str = "") -> None:
        super().__init__()
        self.url = url
        self.forms: list[Form] = []
        self.links: list[Link] = []
        self._said: list[str] = []
        self._inside = 0
        self._form: Form | None = None
        self._control: Control | None = None
        self._option: str | None = None
        self._box: tuple[Control, str] | None = None
        self._link: Link | None = None
        self._area: list[str] | None = None
        self._button: list[str] | None = None
        self._pressed: dict[str, str] = {}
        self.feed(html)

    @property
    def words(self) -> str:
        """Everything that a person reads on the page, on one line."""
        return " ".join("".join(self._said).split())

    def link(self, words: str, *more: str) -> str:
        """Where the first link with all these words leads."""
        found = [link for link in self.links if all(part in link.words for part in (words, *more))]
        assert found, f"Không có liên kết {(words, *more)} trên trang: {self.words}"
        return found[0].href

    def offers(self, words: str) -> bool:
        """Is there a link with these words?"""
        return any(words in link.words for link in self.links)

    def sees(self, *words: str) -> "Page":
        """All these words stand on the page."""
        missing = [one for one in words if one not in self.words]
        assert not missing, f"Thiếu {missing} trên trang: {self.words}"
        return self

    def form(self, button: str = "") -> Form:
        """The form with this button, or the only one that changes anything."""
        posting = [form for form in self.forms if form.method == "post"]
        found = [form for form in posting if not button or any(button in words for words in form.buttons)]
        assert len(found) == 1, f"{len(found)} biểu mẫu «{button}» trên trang: {self.words}"
        return found[0]

    # ---- reading the tags --------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens."""
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._inside = 1
        elif not self._inside:
            return
        opening = getattr(self, f"_open_{tag}", None)
        if opening:
            opening(given)
        if tag not in ("span", "strong", "em", "b", "i", "a"):
            self._said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Note what closes."""
        if tag == "main":
            self._inside = 0
        closing = getattr(self, f"_close_{tag}", None)
        if closing:
            closing()
        if tag not in ("span", "strong", "em", "b", "i", "a"):
            self._said.append(" ")

    def handle_data(self, data: str) -> None:
        """Words go to everything that is open."""
        if not self._inside:
            return
        if self._area is not None:
            self._area.append(data)
            return
        self._said.append(data)
        if self._link is not None:
            self._link.words = " ".join(f"{self._link.words} {data}".split())
        if self._button is not None:
            self._button.append(data)
        if self._option is not None and self._control is not None:
            self._control.choices[self._option] += data.strip()

    def _open_form(self, given: dict[str, str]) -> None:
        self._form = Form(given.get("action", ""), given.get("method", "get").lower())
        self.forms.append(self._form)

    def _close_form(self) -> None:
        self._form = None

    def _named(self, given: dict[str, str], kind: str) -> Control | None:
        if self._form is None or not given.get("name") or "disabled" in given:
            return None
        return self._form.controls.setdefault(given["name"], Control(kind))

    def _open_input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        control = self._named(given, kind) if kind not in ("submit", "button") else None
        if control is None:
            return
        value = given.get("value", "on" if kind in BOXES else "")
        if kind in BOXES:
            control.choices[value] = value
            control.multiple = control.multiple or kind == "checkbox"
            if "checked" in given:
                control.values.append(value)
        elif kind != "file":
            control.values.append(value)

    def _open_select(self, given: dict[str, str]) -> None:
        self._control = self._named(given, "select")
        if self._control:
            self._control.multiple = "multiple" in given

    def _close_select(self) -> None:
        if (
            self._control
            and not self._control.values
            and not self._control.multiple
            and self._control.choices
        ):
            self._control.values = [next(iter(self._control.choices))]
        self._control = self._option = None

    def _open_option(self, given: dict[str, str]) -> None:
        if self._control is None:
            return
        self._option = given.get("value", "")
        self._control.choices[self._option] = ""
        if "selected" in given:
            self._control.values = [self._option]

    def _close_option(self) -> None:
        self._option = None

    def _open_textarea(self, given: dict[str, str]) -> None:
        self._control, self._area = self._named(given, "text"), []

    def _close_textarea(self) -> None:
        if self._control is not None and self._area is not None:
            self._control.values = ["".join(self._area).removeprefix("\n")]
        self._control = self._area = None

    def _open_button(self, given: dict[str, str]) -> None:
        self._button = []
        self._pressed = {given["name"]: given.get("value", "")} if given.get("name") else {}

    def _close_button(self) -> None:
        if self._form is not None and self._button is not None:
            self._form.buttons[" ".join("".join(self._button).split())] = self._pressed
        self._button = None

    def _open_a(self, given: dict[str, str]) -> None:
        self._link = Link("", given.get("href", ""))
        self.links.append(self._link)

    def _close_a(self) -> None:
        self._link = None
