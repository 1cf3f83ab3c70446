"""A look at the blog in headless Chromium: pages, login, messages, static files, the console::

    apt install chromium chromium-driver
    .venv/bin/python tools/servers/look.py [--framework flask] [--pictures FOLDER]

Every step prints a line; pictures of what it showed are put into the folder.

Exit codes: 0 if all was as it should be, otherwise 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from servers.browser import Browser, browser
from servers.serving import FRAMEWORKS, Broken, Host

TEXT = "A sentence is as long as it needs to be, and this one is an example. " * 6 + "\n\nThe end."
PASSWORD = "correct horse"


@dataclass
class Look:
    """A walk through the blog, with a list of what was not as it should be."""

    browser: Browser
    url: str
    pictures: Path
    problems: list[str] = field(default_factory=list)
    steps: int = 0

    def step(self, title: str, *expected: tuple[str, object], complaints: int = 0) -> None:
        """Say what was done, take a picture, and compare what is seen; the console is silent."""
        self.steps += 1
        self.browser.photograph(self.pictures / f"{self.steps:02} {title}.png")
        seen = [(selector, text, self.browser.see(selector)) for selector, text in expected]
        wrong = [f"{selector} is {found}" for selector, text, found in seen if found != text]
        said = self.browser.complaints()
        if len(said) != complaints:
            wrong += said or ["the console says nothing"]
        print(f"{'no' if wrong else 'ok'}  {title}", *wrong, sep="\n      ", flush=True)
        self.problems += wrong

    def go(self, path: str) -> None:
        """Load a page of the blog."""
        self.browser.go(self.url + path)

    def walk(self) -> None:
        """All of it."""
        self.as_stranger()
        self.register()
        self.write()
        self.leave_and_return()
        self.make_mistakes()
        self.on_small_and_dark_screens()

    def as_stranger(self) -> None:
        """The empty blog, its style sheet and its icon."""
        self.go("/")
        self.step("empty", ("h1", ["Posts"]), (".top a", ["The Blog", "Log in", "Register"]))
        paper = "return getComputedStyle(document.body).backgroundColor"
        self.compare("style sheet", "rgb(253, 252, 249)", self.browser.run(paper))
        icon = "return fetch(document.querySelector('[rel=icon]').href).then(a => a.status)"
        self.compare("icon", 200, self.browser.run(icon))

    def register(self) -> None:
        """A new account, after being asked to log in."""
        self.browser.press(".empty a")
        self.step("please log in", (".flash", ["Please log in first."]))
        self.browser.press(".aside a")
        self.step("register", ("h1", ["Register"]), (".flash", []))
        self.browser.fill(name="Ada", password=PASSWORD)
        self.browser.press(".form button")
        self.step("registered", (".flash", ["Welcome, Ada!"]), ("h1", ["New post"]))
        (cookie,) = self.browser.cookies()
        self.compare("cookie", (True, "Lax"), (cookie["httpOnly"], cookie["sameSite"]))

    def write(self) -> None:
        """Some posts, one of them changed, one deleted, on two pages."""
        for number in range(1, 8):
            self.go("/posts/new")
            self.browser.fill(title=f"Post number {number}", body=TEXT)
            self.browser.press(".form button")
        self.step("published", (".flash", ["“Post number 7” is published."]))
        self.browser.press(".actions .button")
        self.step("edit", ("h1", ["Edit post"]))
        self.browser.fill(title="A post with <b>markup</b> & “quotes”")
        self.browser.press(".form button")
        self.step("changed", ("h1", ["A post with <b>markup</b> & “quotes”"]))
        self.go("/posts/6")
        self.browser.press(".danger")
        self.step("deleted", (".flash", ["“Post number 6” is deleted."]))
        self.go("/?page=2")
        self.step("second page", (".pages", ["← Newer\nPage 2 of 2"]), ("h2", ["Post number 1"]))

    def leave_and_return(self) -> None:
        """Logging out, a wrong password, the right one."""
        self.browser.press(".top button")
        self.step("logged out", (".flash", ["You are logged out."]), (".user", []))
        self.go("/accounts/login")
        self.browser.fill(name="Ada", password="wrong horse")
        self.browser.press(".form button")
        problem = "Name and password do not belong together."
        self.step("wrong password", (".flash", [problem]), complaints=1)
        self.browser.fill(name="Ada", password=PASSWORD)
        self.browser.press(".form button")
        self.step("logged in", (".flash", ["Welcome, Ada!"]), (".user", ["Ada"]))
        self.go("/")
        self.step("posts", (".flash", []), (".user", ["Ada"]))

    def make_mistakes(self) -> None:
        """Errors that have pages; the console tells of each that the page was one."""
        self.go("/posts/new")
        self.browser.fill(title="   ", body="Text")
        self.browser.press(".form button")
        self.step("no title", (".flash", ["A title has one to 100 characters."]), complaints=1)
        self.go("/nothing")
        self.step("not found", ("h1", ["Not Found"]), (".button", ["All posts"]), complaints=1)

    def on_small_and_dark_screens(self) -> None:
        """The same on a telephone, and at night."""
        self.browser.resize(390, 760)
        self.go("/")
        self.step("telephone", (".user", ["Ada"]))
        wide = "return document.documentElement.scrollWidth > innerWidth"
        self.compare("wider than the screen", False, self.browser.run(wide))
        self.go("/posts/new")
        self.step("telephone, form", ("h1", ["New post"]))
        self.browser.resize(1000, 760)
        self.browser.darken(True)
        for title, path in {
            "night": "/",
            "night post": "/posts/7",
            "night form": "/posts/new",
        }.items():
            self.go(path)
            self.step(title, (".user", ["Ada"]))

    def compare(self, what: str, expected: object, found: object) -> None:
        """Note what is not as it should be."""
        if found != expected:
            self.problems.append(f"{what}: {expected!r} expected, {found!r} found")
            print(f"no  {self.problems[-1]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk through the blog."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("::")[0])
    parser.add_argument("--framework", choices=FRAMEWORKS, default="hipflask")
    parser.add_argument("--pictures", type=Path, default=Path("results", "blog"), metavar="FOLDER")
    given = parser.parse_args(arguments)
    given.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            with (
                Host(Path(sys.executable)).serve(
                    "blog", "werkzeug", given.framework, Path(folder)
                ) as service,
                browser() as window,
            ):
                window.resize(1000, 760)
                look = Look(window, service.url, given.pictures)
                look.walk()
        except Broken as broken:
            print(broken, file=sys.stderr)
            return 1
    print(f"{len(look.problems)} problems; pictures are in {given.pictures}")
    return 1 if look.problems else 0


if __name__ == "__main__":
    sys.exit(main())
