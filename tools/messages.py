"""Keep the English catalogue complete: Vietnamese is the source, ``locale/en`` translates it.

    python tools/messages.py missing         print what English lacks, as JSON {"Vietnamese": ""}
    python tools/messages.py add FILE.json   write translations, drop sentences that are no longer used
    python tools/messages.py tidy            only drop sentences that are no longer used

A sentence with a plural is written {"Vietnamese": ["one", "many"]}. ``templates/documents`` is left out: official
papers speak Vietnamese. The module needs polib (requirements/dev.txt).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.core.management import call_command
from django.core.management.commands import makemessages

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
SOURCES = ("config", "inspections", "workflows", "templates")
PAPERS = "templates/documents/*"
# Names under which our modules import gettext beside "_".
ALIASES = ("_t", "_l", "noop")
Translation = str | list[str]
Key = tuple[str, str]


class Extraction(makemessages.Command):
    """Django's extraction that also knows our aliases."""

    xgettext_options = [*makemessages.Command.xgettext_options, *(f"--keyword={name}" for name in ALIASES)]


def extract() -> None:
    """Write locale/en of the present folder; runs in a program of its own, without our settings."""
    call_command(
        Extraction(),
        locale=["en"],
        no_wrap=True,
        no_location=True,
        ignore_patterns=[PAPERS],
        verbosity=0,
    )


def key_of(entry: polib.POEntry) -> Key:
    """What tells two sentences apart."""
    return entry.msgctxt or "", entry.msgid


def used() -> polib.POFile:
    """Every sentence that code and templates use today, untranslated: a fresh extraction in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SOURCES:
            # A copy: the extraction writes beside the templates, and two may run at once.
            shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
        Path(folder, "locale").mkdir()
        plain = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        command = [sys.executable, str(Path(__file__).resolve()), "extract"]
        subprocess.run(command, cwd=folder, env=plain, check=True)  # noqa: S603 - our own program
        return polib.pofile(str(Path(folder, "locale", "en", "LC_MESSAGES", "django.po")), wrapwidth=0)


def catalogue() -> polib.POFile:
    """The English catalogue as it stands."""
    if ENGLISH.is_file():
        return polib.pofile(str(ENGLISH), wrapwidth=0)
    return polib.POFile(wrapwidth=0)


def is_done(entry: polib.POEntry) -> bool:
    """Translated in full, and not by guess."""
    return entry.translated() and not entry.fuzzy


def missing(wanted: polib.POFile, english: polib.POFile) -> list[polib.POEntry]:
    """Sentences in use without English."""
    done = {key_of(entry) for entry in english if is_done(entry)}
    return [entry for entry in wanted if key_of(entry) not in done]


def unused(wanted: polib.POFile, english: polib.POFile) -> list[str]:
    """Sentences with English that nothing uses any more."""
    known = {key_of(entry) for entry in wanted}
    return [entry.msgid for entry in english if key_of(entry) not in known]


def write(wanted: polib.POFile, english: polib.POFile, new: dict[str, Translation]) -> polib.POFile:
    """The catalogue of today's sentences, sorted so that two people's changes rarely touch the same line."""
    before = {key_of(entry): entry for entry in english if is_done(entry)}
    fresh = polib.POFile(wrapwidth=0)
    fresh.metadata = {
        "Project-Id-Version": "kiemtraso",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for source in sorted(wanted, key=lambda entry: (entry.msgid, entry.msgctxt or "")):
        fresh.append(_translated(source, before.get(key_of(source)), new.get(source.msgid)))
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(ENGLISH))
    return fresh


def _translated(source: polib.POEntry, old: polib.POEntry | None, new: Translation | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=source.msgid,
        msgctxt=source.msgctxt,
        msgid_plural=source.msgid_plural,
        flags=[flag for flag in source.flags if flag != "fuzzy"],
        msgstr=old.msgstr if old else "",
        msgstr_plural=dict(old.msgstr_plural) if old else {},
    )
    if new and source.msgid_plural:
        forms = [new, new] if isinstance(new, str) else new
        entry.msgstr_plural = dict(enumerate(forms))
    elif isinstance(new, str) and new:
        entry.msgstr = new
    return entry


def main(arguments: list[str]) -> int:
    """Do what the first word asks."""
    command = arguments[0] if arguments else ""
    if command == "extract":
        extract()
        return 0
    wanted, english = used(), catalogue()
    if command == "missing":
        lacking = {entry.msgid: "" for entry in missing(wanted, english)}
        print(json.dumps(lacking, ensure_ascii=False, indent=1))
        return 0
    if command not in ("add", "tidy"):
        print(__doc__)
        return 2
    new = json.loads(Path(arguments[1]).read_text(encoding="utf-8")) if command == "add" else {}
    lacking_now = missing(wanted, write(wanted, english, new))
    print(f"{len(wanted)} sentences, {len(lacking_now)} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
