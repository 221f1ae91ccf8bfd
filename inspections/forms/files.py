"""Files on a form: each one is examined, the good ones are kept although others are refused, and nothing that was
uploaded is lost when the form comes back with an error.

Source: design.md "Words" (an error names the file and says what to do), quality.md P13. What is let in is decided
by `inspections.rules.uploads`; where kept files wait is decided by the caller, through two callables.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, BinaryIO, ClassVar, Self, cast

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from inspections.rules.uploads import ACCEPTED_EXTENSIONS, Examination, examine, megabytes
from inspections.rules.uploads_names import extension_of

MAX_FILES = 20
FIRST_YEAR, LAST_YEAR = 1900, 2199
_NO_MARK = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True)
class AcceptedFile:
    """A file that was let in; `token` is set once it waits in the stash."""

    uploaded: File
    examination: Examination
    token: str | None = None


@dataclass(frozen=True)
class SubmittedFiles:
    """What the browser sent for one field: new files, tokens of kept ones, tokens the person wants dropped."""

    new: Sequence[UploadedFile] = ()
    kept: Sequence[str] = ()
    dropped: frozenset[str] = field(default_factory=frozenset)


Stash = Callable[[File, Examination], str]
Unstash = Callable[[str], AcceptedFile | None]


class ExaminedFilesInput(forms.FileInput):
    """A file control that lists the files already kept, each with a box to drop it; works without a script."""

    allow_multiple_selected = True
    needs_multipart_form = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, multiple: bool = True) -> None:
        super().__init__(attrs)
        if not multiple:
            self.attrs.pop("multiple", None)
        self.kept: list[AcceptedFile] = []

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> SubmittedFiles:
        """New files come with the files of the request, kept ones as tokens among its data."""
        return SubmittedFiles(
            new=tuple(_listed(files, name)),
            kept=tuple(
                dict.fromkeys(_NO_MARK.sub("", str(token)) for token in _listed(data, f"{name}-kept"))
            ),
            dropped=frozenset(map(str, _listed(data, f"{name}-drop"))),
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """A field is left out only when neither a new nor a kept file was sent."""
        return name not in files and f"{name}-kept" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        """Once a file is kept the browser must not ask for another one."""
        return super().use_required_attribute(initial) and not self.kept

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The control, and under it the kept files."""
        control = super().render(name, None, attrs, renderer)
        if not self.kept:
            return control
        rows = [self._kept_row(name, kept) for kept in self.kept if kept.token]
        return format_html(
            '{}<p class="kept-files-title">{}</p><ul class="kept-files">{}</ul>',
            control,
            _("Các tệp đã nhận, không cần chọn lại:"),
            format_html_join("", "<li>{}</li>", ((row,) for row in rows)),
        )

    @staticmethod
    def _kept_row(name: str, kept: AcceptedFile) -> SafeString:
        return format_html(
            '<input type="hidden" name="{0}-kept" value="{1}"><span class="kept-file-name">{2}</span>'
            ' <span class="kept-file-size">({3})</span>'
            ' <label><input type="checkbox" name="{0}-drop" value="{1}"> {4}</label>',
            name,
            kept.token,
            kept.examination.name,
            megabytes(kept.examination.size),
            _("Bỏ tệp %(name)s") % {"name": kept.examination.name},
        )


class ExaminedFilesField(forms.Field):
    """Several files; `accepted` and `refused` can be read after cleaning, whether or not the form is valid."""

    multiple: ClassVar[bool] = True
    widget = ExaminedFilesInput
    default_error_messages: ClassVar[dict[str, Any]] = {}

    def __init__(
        self,
        *,
        limit_bytes: int | None = None,
        extensions: Sequence[str] = ACCEPTED_EXTENSIONS,
        max_files: int = MAX_FILES,
        **options: Any,
    ) -> None:
        accept = ",".join(f".{extension}" for extension in extensions)
        options.setdefault("widget", ExaminedFilesInput({"accept": accept}, multiple=self.multiple))
        super().__init__(**options)
        self.limit_bytes = limit_bytes
        self.widget.attrs["data-most"] = str(self.most_in_pieces)
        self.extensions = tuple(extensions)
        self.max_files = max_files
        self.unstash: Unstash | None = None
        self.accepted: list[AcceptedFile] = []
        self.refused: list[str] = []

    def clean(self, value: SubmittedFiles | None) -> Any:
        """Every file is examined before anything is refused; one sentence for each refused file."""
        submitted = value or SubmittedFiles()
        self.accepted, self.refused = [], []
        for token in submitted.kept:
            if token not in submitted.dropped:
                self._take_kept(token)
        for uploaded in submitted.new:
            self._take_new(uploaded)
        if self.refused:
            raise forms.ValidationError([self._with_comfort(sentence) for sentence in self.refused])
        if self.required and not self.accepted:
            raise forms.ValidationError(_("Hãy chọn ít nhất một tệp."), code="required")
        return self._cleaned()

    @property
    def most_in_pieces(self) -> int:
        """What may come piece by piece: a file for the dossier more than a paper that is read as a whole."""
        return (
            self.limit_bytes
            or (settings.MAX_EVIDENCE_MB if self.multiple else settings.MAX_UPLOAD_MB) * 1024 * 1024
        )

    def keep(self, stash: Stash) -> None:
        """Accepted files go to the stash once, and the control lists them when it is shown again."""
        self.accepted = [
            kept if kept.token else replace(kept, token=stash(kept.uploaded, kept.examination))
            for kept in self.accepted
        ]
        cast(ExaminedFilesInput, self.widget).kept = list(self.accepted)

    def has_changed(self, initial: Any, data: SubmittedFiles | None) -> bool:
        """A file field has changed when a file is there."""
        return bool(data and (data.new or data.kept))

    def _cleaned(self) -> Any:
        return list(self.accepted)

    def _take_kept(self, token: str) -> None:
        kept = self.unstash(token) if self.unstash else None
        if kept is None:
            self.refused.append(_("Một tệp đã nhận trước đó không còn được giữ. Hãy chọn lại tệp đó."))
        elif refusal := self._too_large(kept.examination) or self._own_refusal(kept.examination):
            self.refused.append(refusal)
            kept.uploaded.close()
        else:
            self.accepted.append(replace(kept, token=token))

    def _too_large(self, examination: Examination) -> str | None:
        if examination.size <= self.most_in_pieces:
            return None
        return _('Tệp "%(name)s" nặng %(size)s, tối đa %(limit)s. Hãy nén hoặc tách tệp.') % {
            "name": examination.name,
            "size": megabytes(examination.size, above=self.most_in_pieces),
            "limit": megabytes(self.most_in_pieces),
        }

    def _take_new(self, uploaded: UploadedFile) -> None:
        limit = self.limit_bytes or settings.MAX_UPLOAD_MB * 1024 * 1024
        examination = examine(uploaded.name or "", cast(BinaryIO, uploaded), limit_bytes=limit)
        if refusal := examination.refusal or self._own_refusal(examination):
            self.refused.append(refusal)
        elif not any(_is_same(kept.examination, examination) for kept in self.accepted):
            self.accepted.append(AcceptedFile(uploaded, examination))

    def _own_refusal(self, examination: Examination) -> str | None:
        if extension_of(examination.name) not in self.extensions:
            return _('Tệp "%(name)s" không đúng loại cần gửi ở đây. Hãy gửi tệp %(kinds)s.') % {
                "name": examination.name,
                "kinds": ", ".join(self.extensions),
            }
        if self.multiple and len(self.accepted) >= self.max_files:
            return _(
                'Tệp "%(name)s" vượt quá số tệp được gửi một lần (%(count)s tệp). Hãy gửi tệp này ở lần sau.'
            ) % {
                "name": examination.name,
                "count": self.max_files,
            }
        return None

    def _with_comfort(self, sentence: str) -> str:
        if not self.accepted:
            return sentence
        return _("%(sentence)s; các tệp khác đã được nhận.") % {"sentence": sentence.removesuffix(".")}


class ExaminedFileField(ExaminedFilesField):
    """One file; a new one takes the place of the one kept before."""

    multiple: ClassVar[bool] = False

    def clean(self, value: SubmittedFiles | None) -> Any:
        """Of several files the newest counts."""
        if value and value.new:
            value = SubmittedFiles(new=value.new[-1:])
        return super().clean(value)

    def _cleaned(self) -> AcceptedFile | None:
        return self.accepted[0] if self.accepted else None


class FilesForm(forms.Form):
    """A form whose uploaded files survive an error: what was accepted waits in the caller's stash."""

    def __init__(
        self, *args: Any, stash: Stash | None = None, unstash: Unstash | None = None, **kwargs: Any
    ) -> None:
        self._stash = stash
        self._unstash = unstash
        super().__init__(*args, **kwargs)

    @cached_property
    def once(self) -> str:
        """One-time mark of this filled form: sent twice (double press, lost reply), it acts once."""
        return one_time_mark(self.data) if self.is_bound else secrets.token_urlsafe(24)

    def file_fields(self) -> list[ExaminedFilesField]:
        """The file fields of this form."""
        return [item for item in self.fields.values() if isinstance(item, ExaminedFilesField)]

    def full_clean(self) -> None:
        """When anything on the form is wrong, accepted files are kept at once."""
        for file_field in self.file_fields():
            file_field.unstash = self._unstash
        for asked in self.fields.values():
            if isinstance(asked, forms.DateField | forms.DateTimeField):
                asked.validators = [*asked.validators, year_within_reason]
        super().full_clean()
        if self.is_bound and self.errors:
            self.keep_files()

    def keep_files(self) -> None:
        """Keep the accepted files; also for a view whose deed was refused after a valid form."""
        if self._stash is not None:
            for file_field in self.file_fields():
                file_field.keep(self._stash)

    def __enter__(self) -> Self:
        """A form that is done with at the end of its block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Whatever came out of it, nothing stays open."""
        self.release()

    def release(self) -> None:
        """Close what was opened for this request; new uploads belong to the request and close with it."""
        for file_field in self.file_fields():
            for file in file_field.accepted:
                if file.token:
                    file.uploaded.close()


def year_within_reason(day: date) -> None:
    """A day that nobody of a dossier can have meant is refused before anything is counted from it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(
            _("Năm %(year)s không hợp lệ: ghi ngày từ năm %(first)s đến năm %(last)s.")
            % {"year": f"{day.year:04}", "first": FIRST_YEAR, "last": LAST_YEAR}
        )


def one_time_mark(data: Mapping[str, Any]) -> str:
    """The mark among what was sent, without any sign that no mark of ours has (a NUL would stop the database)."""
    return _NO_MARK.sub("", str(data.get("once", "")))[:64]


def _is_same(one: Examination, other: Examination) -> bool:
    return (one.name, one.sha256) == (other.name, other.sha256)


def _listed(source: Any, name: str) -> list[Any]:
    if hasattr(source, "getlist"):
        return [item for item in source.getlist(name) if item]
    value = source.get(name)
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
