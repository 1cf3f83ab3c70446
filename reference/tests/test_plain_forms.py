"""A form that is encoded as a query is read as by Werkzeug's parser."""

from io import BytesIO
from typing import ClassVar
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import Headers, ImmutableMultiDict, MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.formparser import FormDataParser
from werkzeug.wrappers import Request as WerkzeugRequest

import hipflask
from hipflask import _plain_forms, wrappers
from hipflask._plain_forms import READS_FORMS_WHOLE, form_pairs

KIND = "application/x-www-form-urlencoded"
BODY = b"name=Ada+Lovelace&name=%E2%82%AC&empty=&bare&&=x&a=b=c&odd=%ff%zz"


def environ(body=BODY, kind=KIND, **variables):
    length = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
    return {"REQUEST_METHOD": "POST", "CONTENT_TYPE": kind, **length, **variables}


@given(text=st.text("ab=&+;%2fE\u20ac\n #") | st.text())
def test_pairs_are_those_of_the_standard_library(text):
    pairs = form_pairs(text)

    assert pairs == parse_qsl(text, keep_blank_values=True, errors="werkzeug.url_quote")


ENVIRONS = {
    "fields": environ(),
    "empty": environ(b""),
    "not-utf-8": environ(b"name=\xff"),
    "charset": environ(kind=f"{KIND}; charset=latin-1"),
    "longer-name": environ(kind=f"{KIND}-2"),
    "capitals": environ(kind=KIND.upper()),
    "other": environ(kind="text/plain"),
    "none": environ(kind=""),
    "too-short": environ(CONTENT_LENGTH="1000"),
    "no-length": environ(CONTENT_LENGTH=""),
    "terminated": environ(**{"wsgi.input_terminated": True}),
}


def seen(cls, given, before):
    """What a request has, after its form was asked for."""
    request = cls({**given, "wsgi.input": BytesIO(given["wsgi.input"].getvalue())})
    try:
        before(request)
        form, files, rest = request.form, request.files, request.get_data()
    except HTTPException as error:
        return type(error)
    kept = {name for name in vars(request) if not name.endswith(LIMITS)}
    content = [(type(part), list(part.items(multi=True))) for part in (form, files)]
    return kept, content, request.content_length, rest


LIMITS = "max_content_length", "max_form_memory_size"
BEFORE = {
    "form": lambda request: None,
    "data": lambda request: request.get_data(),
    "part": lambda request: request.stream.read(5),
    "files": lambda request: request.files,
    "limit": lambda request: setattr(request, "max_content_length", 5),
    "memory": lambda request: setattr(request, "max_form_memory_size", 5),
    "length": lambda request: setattr(request, "content_length", 5),
    "headers": lambda request: setattr(request, "headers", Headers({"Content-Type": "text/plain"})),
    "storage": lambda request: setattr(request, "parameter_storage_class", MultiDict),
}


@pytest.mark.parametrize("given", ENVIRONS.values(), ids=ENVIRONS)
@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_form_is_the_same(given, before):
    expected = seen(WerkzeugRequest, given, before)

    assert seen(hipflask.Request, given, before) == expected


@pytest.mark.skipif(not READS_FORMS_WHOLE, reason="this Werkzeug limits plain forms, too")
def test_short_cut_is_taken():
    assert _plain_forms.load_plain_form(hipflask.Request(environ()))


STEPS = {
    "make_form_data_parser": lambda self: FormDataParser(),
    "form_data_parser_class": type("Own", (FormDataParser,), {}),
    "parameter_storage_class": type("Own", (ImmutableMultiDict,), {}),
    "want_form_data_parsed": property(lambda self: True),
    "_get_stream_for_parsing": lambda self: self.stream,
    "content_length": property(lambda self: 1),
    "mimetype": property(lambda self: KIND),
    "mimetype_params": property(lambda self: {}),
    "max_content_length": 1000,
    "max_form_memory_size": 1000,
    "max_form_parts": 1000,
}


@pytest.mark.parametrize(("name", "own"), STEPS.items(), ids=STEPS)
@pytest.mark.parametrize("how", ["class", "late"])
def test_replaced_steps_are_taken(monkeypatch, name, own, how):
    cls = type("Own", (hipflask.Request,), {name: own} if how == "class" else {})
    if how == "late":
        monkeypatch.setattr(hipflask.Request, name, own, raising=False)

    assert not cls(environ())._reads_forms_as_usual()


@pytest.mark.parametrize("name", ["make_form_data_parser", "form_data_parser_class"])
def test_step_of_one_request_is_taken(name):
    request = hipflask.Request(environ())
    setattr(request, name, STEPS[name])

    assert not request._reads_forms_as_usual()


@pytest.mark.parametrize("how", ["late", "mixin", "parser"])
def test_replaced_reading_is_used(monkeypatch, how):
    def load(self):
        self.__dict__["form"] = "own"

    mixin = type("Mixin", (WerkzeugRequest,), {"_load_form_data": load})
    cls = type("Own", (hipflask.Request, *([mixin] if how == "mixin" else [])), {})
    if how == "late":
        monkeypatch.setattr(WerkzeugRequest, "_load_form_data", load)
    if how == "parser":
        own = lambda self, stream, *given: (stream, "own", ImmutableMultiDict())  # noqa: E731 - short
        monkeypatch.setattr(FormDataParser, "_parse_urlencoded", own)

    assert cls(environ()).form == "own"


def test_this_werkzeug_has_the_steps():
    assert wrappers._FORMS.usual
    assert _plain_forms._PARSING.usual
    assert _plain_forms._PARTING.usual
    assert _plain_forms._DECODING.usual
    assert wrappers._LOADING.usual


class WatchedConfig(hipflask.Config):
    """Settings that note who is asked for."""

    asked: ClassVar[list[str]] = []

    def __getitem__(self, name):
        self.asked.append(name)
        return super().__getitem__(name)


def test_limits_are_asked_for():
    """As by the parser, which is given them: an application without one of them fails."""
    app = type("Watched", (hipflask.Flask,), {"config_class": WatchedConfig})("app_under_test")
    with app.test_request_context(method="POST", data={"name": "Ada"}) as context:
        WatchedConfig.asked.clear()

        form = context.request.form

    assert form["name"] == "Ada"
    assert {"MAX_CONTENT_LENGTH", "MAX_FORM_MEMORY_SIZE", "MAX_FORM_PARTS"} <= set(
        WatchedConfig.asked
    )
