"""Steps of a request that are run by hand, in a context that was made by hand."""

import flask
import pytest


@pytest.fixture
def diary():
    """What ran, in its order."""
    return []


@pytest.fixture
def shop(diary):
    """An application that writes down what runs."""
    shop = flask.Flask("shop", static_folder=None)
    shop.secret_key = "key"
    shop.before_request(lambda: diary.append("before") or flask.request.args.get("answer"))
    shop.after_request(lambda response: diary.append("after") or response)
    shop.teardown_request(lambda error: diary.append(f"request {error!r}"))
    shop.teardown_appcontext(lambda error: diary.append(f"application {error!r}"))
    shop.register_error_handler(LookupError, lambda error: (f"handled {error!r}", 203))
    shop.add_url_rule("/visit", "visit", lambda: diary.append("view") or "visited")
    shop.add_url_rule("/error", "error", lambda: {}["lost"])
    return shop


@pytest.mark.parametrize(
    ("url", "result"),
    [
        pytest.param("/visit", None, id="nothing"),
        pytest.param("/visit?answer=no", "no", id="answer"),
    ],
)
def test_functions_before_the_view_can_be_run(shop, diary, url, result):
    """And nothing else."""
    with shop.test_request_context(url):
        found = shop.preprocess_request()
        ran = list(diary)

    assert found == result
    assert ran == ["before"]


def test_functions_before_the_view_can_be_run__blueprint(app):
    """Those that read the URL come first, and those of the blueprint last."""
    diary, part = [], flask.Blueprint("part", __name__)
    app.url_value_preprocessor(lambda endpoint, values: diary.append(f"read {values['name']}"))
    app.before_request(lambda: diary.append("application"))
    part.before_request(lambda: diary.append("blueprint"))
    part.add_url_rule("/visit/<name>", "visit", lambda name: diary.append("view") or "visited")
    app.register_blueprint(part)

    with app.test_request_context("/visit/Ada"):
        app.preprocess_request()

    assert diary == ["read Ada", "application", "blueprint"]


def test_view_can_be_run(shop, diary):
    """Without any function around it; the result is not made a response."""
    with shop.test_request_context("/visit"):
        found = shop.dispatch_request()
        ran = list(diary)

    assert (found, ran) == ("visited", ["view"])


def test_view_can_be_run__error(shop, diary):
    """Its error is not handled."""
    with shop.test_request_context("/error"), pytest.raises(KeyError, match="lost"):
        shop.dispatch_request()

    assert diary == ["request None", "application None"]


def test_view_can_be_run__error_of_routing(shop):
    """It is the one that was recorded."""
    with shop.test_request_context("/nowhere") as context:
        recorded = context.request.routing_exception
        with pytest.raises(type(recorded)) as error:
            shop.dispatch_request()

    assert error.value is recorded


def test_functions_after_the_view_can_be_run(shop, diary):
    """They get the response that is given, and may change it."""
    given = flask.Response("visited")

    with shop.test_request_context("/visit"):
        flask.session["name"] = "Ada"
        found = shop.process_response(given)
        ran = list(diary)

    assert found is given
    assert "Set-Cookie" in found.headers
    assert ran == ["after"]


def test_functions_after_the_view_can_be_run__of_this_request(shop, diary):
    """They come first; nothing else would call them for a request by hand."""
    with shop.test_request_context("/visit"):
        flask.after_this_request(lambda response: diary.append("once") or response)
        shop.process_response(flask.Response("visited"))
        ran = list(diary)

    assert ran == ["once", "after"]


def test_result_can_be_finished(shop, diary):
    """It may be whatever a view may return."""
    with shop.test_request_context("/visit"):
        found = shop.finalize_request(("visited", 203))
        ran = list(diary)

    assert (found.status_code, found.get_data(), ran) == (203, b"visited", ["after"])


@pytest.mark.parametrize(
    ("url", "answer", "ran"),
    [
        pytest.param("/visit", (200, b"visited"), ["before", "view", "after"], id="view"),
        pytest.param("/visit?answer=no", (200, b"no"), ["before", "after"], id="answer"),
        pytest.param("/error", (203, b"handled KeyError('lost')"), ["before", "after"], id="error"),
    ],
)
def test_request_can_be_answered(shop, diary, url, answer, ran):
    """The functions for teardown wait for the end of the context."""
    with shop.test_request_context(url):
        found = shop.full_dispatch_request()
        seen = list(diary)

    assert (found.status_code, found.get_data()) == answer
    assert seen == ran
    assert diary == [*ran, "request None", "application None"]


def test_error_can_be_handled(shop, diary):
    """The functions after the view do not run for it."""
    with shop.test_request_context("/visit"):
        found = shop.handle_user_exception(KeyError("lost"))
        ran = list(diary)

    assert "{}, {}".format(*found) == "handled KeyError('lost'), 203"
    assert ran == []


def handle(shop, error):
    """Handle an error that is raised."""
    try:
        raise error
    except ZeroDivisionError as caught:
        return shop.handle_user_exception(caught)


def test_error_can_be_handled__without_a_handler(shop):
    """The same error is raised again."""
    error = ZeroDivisionError("zero")

    with shop.test_request_context("/visit"), pytest.raises(ZeroDivisionError) as raised:
        handle(shop, error)

    assert raised.value is error


def test_error_can_be_handled__http_error(shop):
    """Without a handler it is its own answer."""
    with shop.test_request_context("/nowhere") as context:
        error = context.request.routing_exception
        found = shop.handle_http_exception(error)

    assert found is error
    assert f"{found.code}" == "404"


def test_unhandled_error_can_be_answered(shop):
    """By what the handler for 500 says."""
    shop.register_error_handler(500, lambda error: f"sorry for {error.original_exception!r}")

    with shop.test_request_context("/visit"):
        found = shop.handle_exception(KeyError("lost"))

    assert found.get_data() == b"sorry for KeyError('lost')"
    assert f"{found.status_code}" == "200"


@pytest.mark.parametrize("name", ["request", "appcontext"])
def test_teardown_can_be_run(shop, diary, name):
    """``None`` stands for no error, also where one is being handled."""
    tear_down = getattr(shop, f"do_teardown_{name}")

    with shop.test_request_context("/visit"):
        tear_down(KeyError("given"))
        try:
            raise KeyError("raised")
        except KeyError:
            tear_down()
            tear_down(None)
        ran = list(diary)

    moment = "request" if name == "request" else "application"
    errors = ["KeyError('given')", "KeyError('raised')", "None"]
    assert ran == [f"{moment} {error}" for error in errors]


STEPS = {
    "preprocess_request": [],
    "dispatch_request": [],
    "full_dispatch_request": [],
    "process_response": ["response"],
    "finalize_request": ["visited"],
    "make_default_options_response": [],
}


@pytest.mark.parametrize(("name", "arguments"), STEPS.items(), ids=STEPS)
def test_steps_by_hand_need_a_request(shop, diary, name, arguments):
    """An application context is not enough."""
    with pytest.raises(RuntimeError):
        getattr(shop, name)(*arguments)
    with shop.app_context(), pytest.raises(RuntimeError):
        getattr(shop, name)(*arguments)

    assert diary == ["application None"]
