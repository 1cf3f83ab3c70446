"""Clients of the example applications see only what is theirs, or say so."""

import httpx
import pytest

from servers.load import main
from servers.serving import SERVERS
from servers.visitors import BEHAVIOURS, Mixup, Visitor, submit

PAGE = """\
<span class="user">{user}</span>
<p class="flash success" role="status">{message}</p>
<input type="hidden" name="csrf_token" value="token">
"""


@pytest.fixture
def visitor_of():
    """Make a visitor whom always the same is answered."""

    def visitor_of(**answer):
        transport = httpx.MockTransport(lambda request: httpx.Response(200, **answer))
        return Visitor("ada", httpx.Client(transport=transport, base_url="http://blog"))

    return visitor_of


def test_examples_serve_several_clients_at_once(capsys):
    """On threads, each example keeps its clients apart."""
    some = ["--here", "--server=werkzeug", "--framework=hipflask", "--seconds=0", "--clients=4"]

    code = main(some)

    printed = capsys.readouterr().out
    assert code == 0, printed
    assert [line.split()[1] for line in printed.splitlines()[1:4]] == ["blog", "todo", "files"]


@pytest.mark.parametrize(
    ("user", "message"),
    [("bob", "Welcome, ada!"), ("ada", "Welcome, bob!")],
    ids=["user", "message"],
)
def test_other_visitor_is_noticed(visitor_of, user, message):
    """A page for somebody else is a mix-up, and so is a message."""
    visitor = visitor_of(text=PAGE.format(user=user, message=message))

    with pytest.raises(Mixup, match="bob"):
        submit(visitor, "/login", "Welcome, ada!")


@pytest.mark.parametrize("application", BEHAVIOURS)
def test_answer_to_everything_is_no_success(visitor_of, application):
    """Who answers everything alike is found out in the first round."""
    visitor = visitor_of(json={})

    with pytest.raises(Mixup):
        next(BEHAVIOURS[application](visitor))


def test_what_does_not_start_is_a_failure(monkeypatch, capsys):
    """A server that is not installed is told, with what Python says."""
    monkeypatch.setitem(SERVERS, "werkzeug", ["-m", "no_such_server"])

    code = main(["--here", "--server=werkzeug", "--application=files", "--framework=flask"])

    assert code == 1
    assert "No module named no_such_server" in capsys.readouterr().out
