"""ClamAV over its socket: a file goes through in pieces (INSTREAM) and one line comes back.

The scanner is optional (setting CLAMAV_SOCKET): a path of a UNIX socket, or host:port. Nothing of the file is kept there.
"""

import socket
import struct
from dataclasses import dataclass
from typing import IO, Final

from django.conf import settings

from inspections.enums import ScanState

_PIECE: Final = 1 << 18
_SECONDS: Final = 120
_LONGEST_ANSWER: Final = 4096


class ScannerSilent(Exception):
    """The scanner does not answer; the file goes on waiting and the job tries again."""


@dataclass(frozen=True)
class Verdict:
    """What is known of a file's safety, with the threat's name or why it was not scanned."""

    state: ScanState
    words: str = ""


def is_configured() -> bool:
    """Is there a scanner at all?"""
    return bool(settings.CLAMAV_SOCKET)


def scan(content: IO[bytes]) -> Verdict:
    """Ask the scanner about one file; without a scanner it says so."""
    if not is_configured():
        return Verdict(ScanState.NOT_SCANNED)
    content.seek(0)
    try:
        with _connected(settings.CLAMAV_SOCKET) as line:
            answer = _asked(line, content)
    except (OSError, ValueError) as silent:
        raise ScannerSilent(str(silent)) from silent
    return _read(answer)


def _connected(address: str) -> socket.socket:
    if "/" in address:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_SECONDS)
        line.connect(address)
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)


def _asked(line: socket.socket, content: IO[bytes]) -> str:
    """The scanner may answer and hang up before the end: its answer counts, not the broken line."""
    try:
        line.sendall(b"zINSTREAM\0")
        while piece := content.read(_PIECE):
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
    answer = b""
    while b"\0" not in answer and len(answer) < _LONGEST_ANSWER and (part := line.recv(1024)):
        answer += part
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _read(answer: str) -> Verdict:
    said = answer.removeprefix("stream:").strip()
    if said == "OK":
        return Verdict(ScanState.CLEAN)
    if said.endswith(" FOUND"):
        return Verdict(ScanState.INFECTED, said.removesuffix(" FOUND")[:200])
    if "size limit exceeded" in said:
        return Verdict(ScanState.NOT_SCANNED, said[:200])
    raise ScannerSilent(said or "no answer")
