import socket
import subprocess
import sys
from pathlib import Path

from differential.malformations import drawn
from differential.malformed_requests import Comparison, comparable, exchange

PROGRAM = Path(__file__).parents[1] / "differential" / "malformed_requests.py"


def test_hipflask_does_not_differ():
    command = [sys.executable, PROGRAM, "--count", "150"]

    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("150 requests compared, 0 differ (flask against hipflask)\n")


def test_number_makes_a_request():
    first, again, other = map(drawn, (3, 3, 4))

    assert first == again
    assert first != other


def test_what_depends_on_the_moment_is_left_out():
    answer = b"HTTP/1.1 200 OK\r\nDate: today\r\nX: 1\r\n\r\nhttp://127.0.0.1:40000/"

    assert comparable(answer) == "HTTP/1.1 200 OK\r\nX: 1\r\n\r\nhttp://127.0.0.1:PORT/"


def test_closed_door_is_an_outcome():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert exchange(port, b"GET / HTTP/1.1\r\n\r\n").startswith("ConnectionRefusedError")


def test_difference_counts_when_it_stays():
    comparison = Comparison(lambda data: "a", lambda data: "b" if b"x" in data else "a")

    for data in (b"y", b"x\r\ny"):
        comparison.compare(data)

    assert comparison.different == [b"x\r\ny"]
    assert comparison.smaller(b"x\r\ny") == b"x"


def test_chance_does_not_count():
    answers = iter("abcdefghi")
    comparison = Comparison(lambda data: next(answers), lambda data: "x")

    comparison.compare(b"y")

    assert comparison.different == []
