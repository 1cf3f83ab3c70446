"""What a client does with each application, again and again, and what it must see.

A client has a name and a random word for each round. Whatever it gets must speak of this name and
this word: those of another client, or of the round before, are a mix-up of contexts.
"""

from __future__ import annotations

import csv
import hashlib
import random
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

PASSWORD = "correct horse"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
USER = re.compile(r'<span class="user">([^<]*)</span>')
FLASH = re.compile(r'<p class="flash [^>]*>([^<]*)</p>')


class Mixup(Exception):
    """An answer that is not the one to this request of this client."""


@dataclass
class Visitor:
    """One client: its name and the connection that it keeps."""

    name: str
    http: httpx.Client
    can_send_chunks: bool = True
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, url: str, code: int = 200, **options: Any) -> httpx.Response:
        """Send a request; another answer than the one with this code is a mix-up."""
        answer = self.http.request(
            method, url, headers=self.headers | options.pop("headers", {}), **options
        )
        expect(f"{method} {url}", code, answer.status_code)
        return answer


def expect(what: str, wanted: object, found: object) -> None:
    """Raise `Mixup` unless both are the same."""
    if found != wanted:
        raise Mixup(f"{what}: {wanted!r} expected, {str(found)[:300]!r} found")


# The blog


def read_blog(visitor: Visitor) -> Iterator[None]:
    """Write a post, change it and delete it, and be greeted by one's own name all the while."""
    submit(visitor, "/accounts/register", f"Welcome, {visitor.name}!", name=visitor.name)
    while True:
        yield from write_post(visitor)
        submit(visitor, "/", "You are logged out.", to="/accounts/logout", user=None)
        submit(visitor, "/accounts/login", f"Welcome, {visitor.name}!", name=visitor.name)


def write_post(visitor: Visitor) -> Iterator[None]:
    """A few posts in a row."""
    for _ in range(20):
        word = secrets.token_hex(8)
        first, second = f"{visitor.name} {word} first", f"{visitor.name} {word} second"
        post = submit(visitor, "/posts/new", f"“{first}” is published.", title=first, body=word)
        read_post(visitor, post.url.path, first)
        submit(
            visitor,
            f"{post.url.path}/edit",
            "Your changes are saved.",
            title=second,
            body=word,
        )
        read_post(visitor, post.url.path, second)
        expect("user of the list", visitor.name, user_of(visitor.ask("GET", "/")))
        visitor.ask("GET", "/static/style.css")
        submit(visitor, post.url.path, f"“{second}” is deleted.", to=f"{post.url.path}/delete")
        visitor.ask("GET", post.url.path, 404)
        yield


def submit(
    visitor: Visitor, page: str, flashed: str, to: str | None = None, **fields: str | None
) -> httpx.Response:
    """Send the form of a page, and see the message that belongs to it, and nothing else."""
    user = fields.pop("user", visitor.name)
    token = TOKEN.search(visitor.ask("GET", page).text)
    data = {"password": PASSWORD, "csrf_token": token.group(1) if token else "", **fields}
    answer = visitor.ask("POST", to or page, data=data, follow_redirects=True)
    expect(f"messages after {page}", [flashed], FLASH.findall(answer.text))
    expect(f"user after {page}", user, user_of(answer))
    return answer


def read_post(visitor: Visitor, url: str, title: str) -> None:
    """See a post as its author, and as somebody without a session."""
    own = visitor.ask("GET", url)
    foreign = httpx.get(visitor.http.base_url.join(url), timeout=visitor.http.timeout)
    for answer in (own, foreign):
        expect(f"title of {url}", True, f"<h1>{title}</h1>" in answer.text)
    expect(f"user of {url}", [visitor.name, None], [user_of(own), user_of(foreign)])
    expect(f"messages of {url}", [], FLASH.findall(own.text + foreign.text))


def user_of(page: httpx.Response) -> str | None:
    """Who is logged in, as a page says it."""
    found = USER.search(page.text)
    return found.group(1) if found else None


# The JSON API


def use_todo(visitor: Visitor) -> Iterator[None]:
    """Add tasks, find nothing but them, change and delete them."""
    account = {"name": visitor.name, "password": PASSWORD}
    visitor.ask("POST", "/accounts", 201, json=account)
    while True:
        visitor.headers.clear()
        token = visitor.ask("POST", "/tokens", json=account).json()["access"]
        visitor.headers["Authorization"] = f"Bearer {token}"
        for _ in range(40):
            use_tasks(visitor)
            yield


def use_tasks(visitor: Visitor) -> None:
    """One task from its beginning to its end."""
    text = f"{visitor.name} {secrets.token_hex(8)}"
    task = visitor.ask("POST", "/tasks", 201, json={"text": text}).json()
    expect("account", visitor.name, visitor.ask("GET", "/accounts/me").json()["name"])
    expect("task", task, visitor.ask("GET", task["url"]).json())
    expect("list", [task], visitor.ask("GET", "/tasks").json()["tasks"])
    changed = visitor.ask("PATCH", task["url"], json={"done": True}).json()
    expect("changed task", task | {"done": True}, changed)
    expect("what is left", [], visitor.ask("GET", "/tasks?done=false").json()["tasks"])
    refused = visitor.ask("POST", "/tasks", 422, json={text: 1}).json()
    expect("refused fields", {"text", text}, set(refused["error"]["fields"]))
    visitor.ask("GET", "/tasks", 401, headers={"Authorization": f"Bearer {text}"})
    visitor.ask("DELETE", task["url"], 204)
    visitor.ask("GET", task["url"], 404)


# Files


def use_files(visitor: Visitor) -> Iterator[None]:
    """Send files, get them back in all ways, and delete them."""
    while True:
        word = secrets.token_hex(8)
        small, large = random.randbytes(1_000), random.randbytes(200_000)
        form = {
            "one": (f"{visitor.name} {word} one", small),
            "two": (f"{visitor.name} {word} two", large),
        }
        kept = visitor.ask("POST", "/files", 201, files=form).json()["files"]
        kept.append(send_body(visitor, f"{visitor.name} {word} three", large))
        for file, content in zip(kept, (small, large, large), strict=True):
            read_file(visitor, file, content)
        read_table(visitor, word, kept)
        for file in kept:
            visitor.ask("DELETE", file["url"], 204)
            visitor.ask("GET", file["url"], 404)
        yield


def send_body(visitor: Visitor, name: str, content: bytes) -> dict[str, Any]:
    """Send a file as a body: in chunks without a length, if the server can take that."""
    chunks = (content[start : start + 30_000] for start in range(0, len(content), 30_000))
    body = chunks if visitor.can_send_chunks else content
    kept: dict[str, Any] = visitor.ask("PUT", f"/files/{name}", 201, content=body).json()
    return kept


def read_file(visitor: Visitor, file: dict[str, Any], content: bytes) -> None:
    """Get a file whole, in part, not at all, and checked."""
    digest = hashlib.sha256(content).hexdigest()
    expect("digest", digest, file["sha256"])
    whole = visitor.ask("GET", file["url"])
    expect("content", digest, hashlib.sha256(whole.content).hexdigest())
    start = random.randrange(len(content) - 500)
    part = visitor.ask("GET", file["url"], 206, headers={"Range": f"bytes={start}-{start + 99}"})
    expect("part", content[start : start + 100], part.content)
    visitor.ask("GET", file["url"], 304, headers={"If-None-Match": whole.headers["ETag"]})
    visitor.ask("GET", file["url"], 416, headers={"Range": "bytes=200000-"})
    events = visitor.ask("GET", f"{file['url']}/check").text
    expect("events", f"event: intact\ndata: {file['name']}", events.strip().split("\n\n")[-1])


def read_table(visitor: Visitor, word: str, kept: list[dict[str, Any]]) -> None:
    """Find one's own files in the table, and no others."""
    table = visitor.ask("GET", "/files.csv", params={"name": word}).text
    found = {(row["name"], row["sha256"]) for row in csv.DictReader(table.splitlines())}
    expect("table", {(file["name"], file["sha256"]) for file in kept}, found)


BEHAVIOURS: dict[str, Callable[[Visitor], Iterator[None]]] = {
    "blog": read_blog,
    "todo": use_todo,
    "files": use_files,
}
"""What a client does with each application, a step at a time and without an end."""
