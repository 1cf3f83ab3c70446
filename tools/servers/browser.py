"""A browser without a window: what is needed of WebDriver, spoken to ``chromedriver`` itself."""

from __future__ import annotations

import base64
import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from servers.serving import Broken, end, free_port, wait_until

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver gives an element."""

OPTIONS = {
    "goog:chromeOptions": {"args": ["--headless=new", "--no-sandbox", "--hide-scrollbars"]},
    "goog:loggingPrefs": {"browser": "ALL"},
}


class Browser:
    """One window: it goes to pages, fills in forms, presses buttons and looks."""

    def __init__(self, session: httpx.Client) -> None:
        self._session = session

    def go(self, url: str) -> None:
        """Load a page."""
        self._do("url", url=url)

    def fill(self, **fields: str) -> None:
        """Type into fields, by their names."""
        for name, text in fields.items():
            element = self._find(f"[name={name}]")
            self._do(f"element/{element}/clear")
            self._do(f"element/{element}/value", text=text)

    def press(self, selector: str) -> None:
        """Press a button or a link, and wait for the page that comes."""
        self.run("window.isOld = true")
        self._do(f"element/{self._find(selector)}/click")
        wait_until(lambda: self.run("return !window.isOld && document.readyState == 'complete'"))

    def see(self, selector: str) -> list[str]:
        """The texts of all elements that fit a selector."""
        script = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())"
        texts: list[str] = self.run(script, selector)
        return texts

    def run(self, script: str, *arguments: str) -> Any:
        """The result of a script in the page."""
        return self._do("execute/sync", script=script, args=list(arguments))

    def complaints(self) -> list[str]:
        """What the console has said since it was asked last."""
        lines = self._do("se/log", type="browser")
        return [f"{line['level']}: {line['message']}" for line in lines]

    def cookies(self) -> list[dict[str, Any]]:
        """The cookies of the page."""
        cookies: list[dict[str, Any]] = self._value(self._session.get("cookie"))
        return cookies

    def resize(self, width: int, height: int) -> None:
        """Make the window as large as this."""
        self._do("window/rect", width=width, height=height)

    def darken(self, dark: bool) -> None:
        """Prefer dark colours, or light ones."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        command = {"cmd": "Emulation.setEmulatedMedia", "params": {"features": [feature]}}
        self._do("goog/cdp/execute", **command)

    def photograph(self, path: Path) -> None:
        """Write what is in the window to a PNG file."""
        path.write_bytes(base64.b64decode(self._value(self._session.get("screenshot"))))

    def _find(self, selector: str) -> str:
        element: str = self._do("element", using="css selector", value=selector)[ELEMENT]
        return element

    def _do(self, command: str, **body: Any) -> Any:
        return self._value(self._session.post(command, json=body))

    @staticmethod
    def _value(answer: httpx.Response) -> Any:
        value = answer.json()["value"]
        if answer.is_error:
            raise Broken(f"The browser: {value['message']}")
        return value


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser, and end it again."""
    program = shutil.which("chromedriver")
    if program is None:
        raise Broken("There is no chromedriver. Debian has it: apt install chromium-driver")
    url = f"http://127.0.0.1:{(port := free_port())}"
    driver = subprocess.Popen(
        [program, f"--port={port}"], stdout=subprocess.DEVNULL, start_new_session=True
    )
    with driver:
        try:
            wait_until(lambda: _is_ready(url))
            wanted = {"capabilities": {"alwaysMatch": OPTIONS}}
            begun = httpx.post(f"{url}/session", json=wanted, timeout=60).json()["value"]
            place = f"{url}/session/{begun['sessionId']}"
            with httpx.Client(base_url=place, timeout=60) as session:
                yield Browser(session)
                session.delete("")
        finally:
            end(driver)


def _is_ready(url: str) -> bool:
    try:
        return bool(httpx.get(f"{url}/status").json()["value"]["ready"])
    except httpx.TransportError:
        return False
