"""People before their browsers while the site is killed: whoever gets no answer sends the very same form again."""

import hashlib
import http.client
import json
import secrets
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookiejar import Cookie, CookieJar
from typing import Any

from tests.journeys.page import Page

PATIENCE = 120.0
PIECE = 16 * 1024
BROKEN = (OSError, http.client.HTTPException)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is the answer that acknowledges a deed."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Do not follow."""


@dataclass
class Answer:
    """What came back; status 0 when nothing did."""

    status: int
    body: bytes = b""


@dataclass
class Tally:
    """What all people together sent: marks that were acknowledged, and how often an answer was missing."""

    marks: dict[str, list[str]] = field(default_factory=lambda: {"submit": [], "return": [], "upload": []})
    counts: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, mark: str) -> None:
        """One more that was acknowledged."""
        with self.lock:
            self.marks[what].append(mark)

    def count(self, what: str) -> None:
        """One more of these."""
        with self.lock:
            self.counts[what] += 1

    def acknowledged(self, *what: str) -> int:
        """How many so far."""
        with self.lock:
            return sum(len(self.marks[one]) for one in what)


class Browser:
    """One signed-in person."""

    def __init__(self, address: str, session: tuple[str, str], tally: Tally, stop: threading.Event) -> None:
        """The session was made beforehand: signing in is not what is measured."""
        self.address, self.tally, self.stop = address, tally, stop
        self.jar = CookieJar()
        self.jar.set_cookie(_cookie(*session))
        self.opener = urllib.request.build_opener(NoRedirect, urllib.request.HTTPCookieProcessor(self.jar))

    def ask(self, path: str, data: bytes | None = None, method: str = "", **headers: str) -> Answer:
        """One request; no answer is an answer too."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path, data, named, method=method or None)
        try:
            with self.opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                try:
                    return Answer(refused.code, refused.read())
                except BROKEN:
                    return Answer(0)
        except BROKEN:
            return Answer(0)

    def insist(self, ask: Callable[[], Answer], wanted: Callable[[Answer], bool]) -> Answer:
        """Ask again until the answer is one that the site gives when it is well."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = ask()
            if wanted(answer):
                return answer
            if answer.status and answer.status < 500 and not _is_busy(answer):
                raise AssertionError(
                    f"{answer.status}: {Page(answer.body.decode(errors='replace')).words[:600]}"
                )
            self.tally.count("unanswered")
            time.sleep(0.3)
        raise AssertionError("Máy chủ không trả lời trong hai phút")

    def send(self, path: str, given: Mapping[str, Any], **added: str) -> None:
        """Open the form, fill it in, send it; without an answer send the very same again, as a person would."""
        page = self.insist(lambda: self.ask(path), lambda answer: answer.status == 200)
        form = Page(page.body.decode()).form()
        data = urllib.parse.urlencode({**form.filled(given), **added}, doseq=True).encode()
        self.insist(lambda: self.ask(path, data), lambda answer: answer.status == 302)

    def token_header(self) -> dict[str, str]:
        """What a script sends against forgery."""
        value = next((cookie.value for cookie in self.jar if "csrf" in cookie.name), "") or ""
        return {"X_CSRFToken": value}

    def upload(self, name: str, content: bytes) -> str:
        """Send a file in pieces and go on where it stopped; the token of the whole file."""
        sha256 = hashlib.sha256(content).hexdigest()
        said = json.dumps({"name": name, "size": len(content), "sha256": sha256}).encode()

        def begin() -> dict[str, Any]:
            headers = {"Content_Type": "application/json", **self.token_header()}
            answer = self.insist(
                lambda: self.ask("/tai-len/", said, **headers), lambda found: found.status in (200, 201)
            )
            return dict(json.loads(answer.body))

        state = begin()
        while not state.get("token"):
            at = int(state["received"])
            headers = {
                "Content_Type": "application/octet-stream",
                "Upload_Offset": str(at),
                **self.token_header(),
            }
            answer = self.ask(state["url"], content[at : at + PIECE], "PUT", **headers)
            if answer.status == 200:
                state = {**state, **json.loads(answer.body)}
            else:
                self.tally.count("unanswered")
                time.sleep(0.3)
                state = begin()
        return str(state["token"])


def _is_busy(answer: Answer) -> bool:
    """The dossier is still held by a deed that was cut off: the page asks to come again in some seconds."""
    return answer.status in (409, 423) and "Chờ vài giây" in answer.body.decode(errors="replace")


def _cookie(name: str, value: str) -> Cookie:
    return Cookie(
        *(0, name, value, None, False, "127.0.0.1", False, False, "/", True),
        *(False, None, True, None, None, {}),
    )


@dataclass
class Planner:
    """The lead submits the conduct plan, the director returns it, over and over: two changes of stage a round."""

    lead: Browser
    director: Browser
    submit: str
    give_back: str
    plan: Mapping[str, str]

    def run(self) -> None:
        """Until the site has had enough."""
        tally = self.lead.tally
        while not self.lead.stop.is_set():
            mark = secrets.token_hex(8)
            self.lead.send(self.submit, {**self.plan, "objective": f"Mục tiêu {mark}"}, warned="on")
            tally.note("submit", mark)
            mark = secrets.token_hex(8)
            self.director.send(self.give_back, {"reason": f"Nêu rõ địa điểm, lần {mark}."})
            tally.note("return", mark)


@dataclass
class Collector:
    """A member of the team adds files to an item: each is sent in pieces, then taken into the dossier by a deed."""

    member: Browser
    add: str
    content: bytes

    def run(self) -> None:
        """Until the site has had enough."""
        self.member.insist(lambda: self.member.ask(self.add), lambda answer: answer.status == 200)
        while not self.member.stop.is_set():
            mark = secrets.token_hex(8)
            content = self.content + b"\n%" + mark.encode() + secrets.token_hex(12_000).encode() + b"\n"
            token = self.member.upload(f"tep-{mark}.pdf", content)
            self.member.send(self.add, {}, **{"files-kept": token})
            self.member.tally.note("upload", hashlib.sha256(content).hexdigest())
