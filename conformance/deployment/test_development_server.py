"""The server of ``app.run``: what it serves, and where it listens."""

import pytest


def test_run_serves_the_application(visits):
    """A visitor gets its answers, and an interruption ends it."""
    assert [*visits] == ["plain", "debug", "still", "off", "single"]
    assert ["debug" in visit for visit in visits.values()] == [True] * 5


def test_requests_are_served_in_threads(visits):
    """The server says it to the application."""
    single = {name for name, visit in visits.items() if not visit["threads"]}

    assert single == {"single"}


def test_setup_may_go_on_after_the_server(visits):
    """What was added after the first run is served in the second."""
    served = {name for name, visit in visits.items() if visit["late"] == "a late book"}

    assert served == {"debug", "still", "off", "single"}


HOSTS = pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2"])


@HOSTS
@pytest.mark.parametrize("given", [int, str])
def test_host_and_port_can_be_given(taken, fails_to_run, host, given):
    """The port may be given as text, as it comes from the environment."""
    with taken(host) as port:
        wanted = fails_to_run(host=host, port=given(port))

    assert wanted is True


def test_address_has_defaults(taken, fails_to_run):
    """Each part has its default by itself."""
    with taken("127.0.0.1", 5000):
        wanted = [fails_to_run(), fails_to_run(host="127.0.0.1")]
    with taken("127.0.0.1") as port:
        wanted.append(fails_to_run(port=port))

    assert wanted == [True, True, True]


@HOSTS
@pytest.mark.parametrize("port", [0, 5000], ids=["with-port", "without-port"])
def test_server_name_tells_the_address(app, taken, fails_to_run, host, port):
    """A name without a port has the default port."""
    with taken(host, port) as used:
        app.config["SERVER_NAME"] = host if port else f"{host}:{used}"
        wanted = fails_to_run()

    assert wanted is True


def test_arguments_win_over_the_server_name(app, taken, fails_to_run):
    """The other part is still that of the server's name."""
    with taken("127.0.0.1") as port:
        app.config["SERVER_NAME"] = "127.0.0.1:0"
        wanted = [fails_to_run(port=port)]
        app.config["SERVER_NAME"] = f"127.0.0.2:{port}"
        wanted.append(fails_to_run(host="127.0.0.1"))

    assert wanted == [True, True]
