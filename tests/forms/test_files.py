"""Files on a form: good ones are kept, refused ones are named, nothing uploaded is lost."""

from django import forms
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from inspections.forms.files import AcceptedFile, ExaminedFileField, ExaminedFilesField, FilesForm
from inspections.rules.uploads import Examination
from tests.factories import evil_files

LIMIT = 1024 * 1024
HEAVY = SimpleUploadedFile("nang.pdf", b"\x00" * (2 * LIMIT))


class ReplyForm(FilesForm):
    """An answer with its files."""

    answer = forms.CharField()
    files = ExaminedFilesField(limit_bytes=LIMIT, max_files=3)


class ReturnForm(FilesForm):
    """One returned document."""

    document = ExaminedFileField(limit_bytes=LIMIT, extensions=("pdf",))


class MemoryStash:
    """A stash as the product's table would be, kept in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, AcceptedFile] = {}

    def stash(self, uploaded: File, examination: Examination) -> str:
        """Keep a file under a new token."""
        token = f"phieu-{len(self.rows) + 1}"
        self.rows[token] = AcceptedFile(uploaded, examination, token)
        return token

    def unstash(self, token: str) -> AcceptedFile | None:
        """The file kept under this token."""
        return self.rows.get(token)


def pdf(name: str, pages: int = 1) -> SimpleUploadedFile:
    """An uploaded PDF."""
    return SimpleUploadedFile(name, evil_files.pdf(pages=pages))


def reply(data: str, *uploads: SimpleUploadedFile, stash: MemoryStash) -> ReplyForm:
    """A sent answer."""
    return ReplyForm(
        QueryDict(data), MultiValueDict({"files": list(uploads)}), stash=stash.stash, unstash=stash.unstash
    )


def test_good_files_come_out_with_their_examination() -> None:
    form = reply("answer=a", pdf("a.pdf"), pdf("b.pdf", 2), stash=MemoryStash())
    assert form.is_valid()
    assert [kept.examination.name for kept in form.cleaned_data["files"]] == ["a.pdf", "b.pdf"]


def test_good_files_are_kept_although_another_is_refused() -> None:
    stash = MemoryStash()
    form = reply("answer=a", pdf("a.pdf"), HEAVY, stash=stash)
    assert not form.is_valid()
    assert form.errors["files"] == [
        'Tệp "nang.pdf" nặng 2 MB, tối đa 1 MB. Hãy nén hoặc tách tệp; các tệp khác đã được nhận.'
    ]
    assert [kept.examination.name for kept in stash.rows.values()] == ["a.pdf"]


def test_each_refused_file_has_its_own_sentence() -> None:
    form = reply("answer=a", SimpleUploadedFile("x.svg", evil_files.SVG), HEAVY, stash=MemoryStash())
    sentences = form.errors["files"]
    assert [sentence.split('"')[1] for sentence in sentences] == ["x.svg", "nang.pdf"]
    assert "các tệp khác" not in "".join(sentences)


def test_error_elsewhere_on_the_form_loses_no_file() -> None:
    stash = MemoryStash()
    first = reply("answer=", pdf("Kế hoạch.pdf"), stash=stash)
    assert not first.is_valid()
    shown = str(first["files"])
    assert 'name="files-kept" value="phieu-1"' in shown
    assert "Kế hoạch.pdf" in shown
    assert "required" not in shown
    second = reply("answer=a&files-kept=phieu-1", stash=stash)
    assert second.is_valid(), second.errors
    [kept] = second.cleaned_data["files"]
    assert (kept.examination.name, kept.token) == ("Kế hoạch.pdf", "phieu-1")
    assert len(stash.rows) == 1


def test_kept_file_can_be_dropped_by_its_box() -> None:
    stash = MemoryStash()
    reply("answer=", pdf("a.pdf"), pdf("b.pdf", 2), stash=stash).is_valid()
    form = reply("answer=a&files-kept=phieu-1&files-kept=phieu-2&files-drop=phieu-1", stash=stash)
    assert form.is_valid()
    assert [kept.examination.name for kept in form.cleaned_data["files"]] == ["b.pdf"]


def test_unknown_token_is_told_and_harms_nothing() -> None:
    form = reply("answer=a&files-kept=cua-nguoi-khac", stash=MemoryStash())
    assert form.errors["files"] == ["Một tệp đã nhận trước đó không còn được giữ. Hãy chọn lại tệp đó."]


def test_file_name_cannot_write_markup_onto_the_page() -> None:
    form = reply(
        "answer=", SimpleUploadedFile("x' onload=a() &amp;.pdf", evil_files.pdf()), stash=MemoryStash()
    )
    assert not form.is_valid()
    assert "x&#x27; onload=a() &amp;amp;.pdf" in str(form["files"])


def test_same_file_chosen_twice_counts_once() -> None:
    form = reply("answer=a", pdf("a.pdf"), pdf("a.pdf"), stash=MemoryStash())
    assert form.is_valid()
    assert len(form.cleaned_data["files"]) == 1


def test_more_files_than_allowed_are_refused_by_name_and_the_first_kept() -> None:
    form = reply("answer=a", *(pdf(f"{number}.pdf", number) for number in range(1, 5)), stash=MemoryStash())
    assert not form.is_valid()
    assert form.errors["files"][0].startswith('Tệp "4.pdf" vượt quá số tệp được gửi một lần (3 tệp).')
    assert len(form.file_fields()[0].accepted) == 3


def test_required_field_without_a_file_asks_for_one() -> None:
    assert reply("answer=a", stash=MemoryStash()).errors["files"] == ["Hãy chọn ít nhất một tệp."]


def test_files_of_a_valid_form_can_be_kept_when_the_deed_is_refused() -> None:
    stash = MemoryStash()
    form = reply("answer=a", pdf("a.pdf"), stash=stash)
    assert form.is_valid()
    assert stash.rows == {}
    form.keep_files()
    form.keep_files()
    assert list(stash.rows) == ["phieu-1"]
    assert "phieu-1" in str(form["files"])


def test_single_field_gives_one_file_and_a_new_one_replaces_the_kept() -> None:
    stash = MemoryStash()
    old = stash.stash(pdf("cu.pdf"), Examination("cu.pdf", 1, "0", "application/pdf", None))
    form = ReturnForm(
        QueryDict(f"document-kept={old}"),
        MultiValueDict({"document": [pdf("moi.pdf")]}),
        stash=stash.stash,
        unstash=stash.unstash,
    )
    assert form.is_valid()
    assert form.cleaned_data["document"].examination.name == "moi.pdf"
    assert "multiple" not in str(form["document"])


def test_field_for_one_kind_of_file_refuses_other_kinds() -> None:
    upload = SimpleUploadedFile("a.docx", evil_files.docx())
    form = ReturnForm(QueryDict(""), MultiValueDict({"document": [upload]}))
    assert form.errors["document"] == ['Tệp "a.docx" không đúng loại cần gửi ở đây. Hãy gửi tệp pdf.']


def test_accepted_file_can_be_read_from_its_beginning() -> None:
    form = reply("answer=a", pdf("a.pdf"), stash=MemoryStash())
    assert form.is_valid()
    assert form.cleaned_data["files"][0].uploaded.read(5) == b"%PDF-"


def test_field_added_while_the_form_is_built_keeps_its_files_too() -> None:
    class ItemForm(FilesForm):
        """A form whose file field depends on the case."""

        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            self.fields["item-1"] = ExaminedFilesField(limit_bytes=LIMIT)

    stash = MemoryStash()
    token = stash.stash(pdf("a.pdf"), Examination("a.pdf", 1, "0", "application/pdf", None))
    form = ItemForm(
        QueryDict(f"item-1-kept={token}"), MultiValueDict(), stash=stash.stash, unstash=stash.unstash
    )
    assert form.is_valid(), form.errors
    assert [kept.examination.name for kept in form.cleaned_data["item-1"]] == ["a.pdf"]
