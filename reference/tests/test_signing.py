"""What is kept for signing cookies does what ItsDangerous does, and is kept where none sees it."""

import hashlib
import json
import time
import zlib

import pytest
from itsdangerous import (
    BadPayload,
    BadSignature,
    Serializer,
    SignatureExpired,
    Signer,
    TimedSerializer,
    TimestampSigner,
    URLSafeTimedSerializer,
)
from itsdangerous.signer import HMACAlgorithm

import hipflask
from hipflask import Response
from hipflask.json.provider import DefaultJSONProvider
from hipflask.json.tag import JSONTag, PassDict, TagDict, TaggedJSONSerializer
from hipflask.sessions import SecureCookieSession, SecureCookieSessionInterface, _signing

VALUES = [{}, {"reader": 7}, {"t": (1, b"x"), "long": "text " * 100}, {"\u00e9": None}]


@pytest.fixture
def app():
    app = hipflask.Flask("app_under_test", static_folder=None)
    app.secret_key = "key"
    app.session_interface = SecureCookieSessionInterface()
    with app.app_context():
        yield app


def both(app):
    """What is kept, and what ItsDangerous offers."""
    return _signing(app.session_interface, app), app.session_interface.get_signing_serializer(app)


def test_it_is_kept(app):
    """The same settings lead to the same object, also in another application."""
    other = hipflask.Flask("other_app", static_folder=None)
    other.secret_key = app.secret_key

    kept = _signing(app.session_interface, app)
    with other.app_context():
        again = _signing(other.session_interface, other)

    assert kept is again
    assert not isinstance(kept, URLSafeTimedSerializer)


@pytest.mark.parametrize("value", VALUES, ids=str)
@pytest.mark.parametrize("digest_method", [None, hashlib.sha256])
@pytest.mark.parametrize("key_derivation", ["hmac", "concat", "django-concat", "none"])
def test_messages_are_the_same(app, monkeypatch, value, digest_method, key_derivation):
    """Each reads what the other writes, and they write the same."""
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.5)
    app.config["SECRET_KEY_FALLBACKS"] = ["old", b"older"]
    app.session_interface.key_derivation = key_derivation
    if digest_method is not None:
        app.session_interface.digest_method = digest_method
    kept, usual = both(app)

    message = kept.dumps(value)

    assert message == usual.dumps(value)
    assert kept.loads(message, max_age=10) == usual.loads(message, max_age=10) == value
    assert kept.loads(message, max_age=10) is not kept.loads(message, max_age=10)


def test_value_belongs_to_who_reads_it(app):
    """What one reader does to it, the next one does not see."""
    kept = _signing(app.session_interface, app)
    messages = [kept.dumps(value) for value in ({"reader": 7}, {"books": [1]})]
    plain, nested = (kept.loads(message, max_age=10) for message in messages)
    plain["reader"] = 8
    nested["books"].append(2)

    again = [kept.loads(message, max_age=10) for message in messages]

    assert again == [{"reader": 7}, {"books": [1]}]


class OwnKey(JSONTag):
    key = "reader"

    def to_python(self, value):
        return f"reader {value}"


def register_a_key(app, monkeypatch):
    monkeypatch.setitem(app.session_interface.serializer.tags, "reader", OwnKey(None))


def replace_provider(app, monkeypatch):
    class Provider(DefaultJSONProvider):
        def loads(self, s, **kwargs):
            return {"reader": "reader 7"}

    app.json = Provider(app)


def answer_reader(owner, name, value="reader 7"):
    def put(app, monkeypatch):
        monkeypatch.setattr(owner(app), name, lambda *args, **kwargs: value)

    return put


READING_OTHERWISE = {
    "tag": register_a_key,
    "provider": replace_provider,
    "patched-provider": answer_reader(lambda app: app.json, "loads", {"reader": "reader 7"}),
    "patched-class": answer_reader(
        lambda app: DefaultJSONProvider, "loads", {"reader": "reader 7"}
    ),
    "patched-json": answer_reader(lambda app: json, "loads", {"reader": "reader 7"}),
    "patched-serializer": answer_reader(lambda app: TaggedJSONSerializer, "loads"),
    "patched-untagging": answer_reader(lambda app: TaggedJSONSerializer, "untag"),
}


@pytest.mark.parametrize("change", READING_OTHERWISE.values(), ids=READING_OTHERWISE)
def test_replaced_reading_is_asked(app, monkeypatch, change):
    """Also for a message that was read before."""
    message = _signing(app.session_interface, app).dumps({"reader": 7})
    before = _signing(app.session_interface, app).loads(message, max_age=10)
    change(app, monkeypatch)

    after = _signing(app.session_interface, app).loads(message, max_age=10)

    assert before == {"reader": 7}
    assert after in ("reader 7", {"reader": "reader 7"})


def test_serializer_without_tags_cannot_read(app, monkeypatch):
    """It fails as in ItsDangerous, also for a message that was read before."""
    message = _signing(app.session_interface, app).dumps({"reader": 7})
    _signing(app.session_interface, app).loads(message, max_age=10)
    monkeypatch.setattr(app.session_interface.serializer, "tags", None)

    with pytest.raises(BadPayload):
        _signing(app.session_interface, app).loads(message, max_age=10)


def test_provider_of_the_application_at_work_reads(app):
    """Whichever application the session is of."""
    message = _signing(app.session_interface, app).dumps({"reader": 7})
    other = hipflask.Flask("other_app", static_folder=None)
    other.json.loads = lambda text, **options: {"reader": "reader 7"}

    with other.app_context():
        value = _signing(app.session_interface, app).loads(message, max_age=10)

    assert value == {"reader": "reader 7"}


def test_old_keys_are_trusted(app):
    """A message that was signed with a key of before is read."""
    message = _signing(app.session_interface, app).dumps({"reader": 7})
    app.config.update(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["older", "key"])

    value = _signing(app.session_interface, app).loads(message, max_age=10)

    assert value == {"reader": 7}


def test_keys_of_now_decide(app):
    """A message that was read is refused as soon as its key is gone."""
    message = _signing(app.session_interface, app).dumps({"reader": 7})
    _signing(app.session_interface, app).loads(message, max_age=10)
    app.secret_key = "new"

    kept = _signing(app.session_interface, app)

    with pytest.raises(BadSignature):
        kept.loads(message, max_age=10)


PLACES_OF_PACKING = {
    "writing": (Serializer, "dumps"),
    "packing": (URLSafeTimedSerializer, "dump_payload"),
    "packing-below": (Serializer, "dump_payload"),
    "compressing": (zlib, "compress"),
}


@pytest.mark.parametrize("place", PLACES_OF_PACKING.values(), ids=PLACES_OF_PACKING)
def test_replaced_packing_is_asked(app, monkeypatch, place):
    """Also for a value that was written before."""
    _signing(app.session_interface, app).dumps({"reader": 7})
    original, given = getattr(*place), []

    def replaced(*args, **kwargs):
        given.append(args[-1])
        return original(*args, **kwargs)

    monkeypatch.setattr(*place, replaced)
    kept, usual = both(app)
    kept.dumps({"reader": 7})
    seen = given.copy()
    given.clear()
    usual.dumps({"reader": 7})

    assert seen == given
    assert seen


@pytest.mark.parametrize("later", [11, -1], ids=["too-old", "from-the-future"])
def test_age_is_looked_at_each_time(app, monkeypatch, later):
    """A message that was read is refused when it is too old, or its time not come."""
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000)
    kept, usual = both(app)
    message = kept.dumps({"reader": 7})
    kept.loads(message, max_age=10)
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000 + later)

    with pytest.raises(SignatureExpired) as refused:
        kept.loads(message, max_age=10)
    with pytest.raises(SignatureExpired) as expected:
        usual.loads(message, max_age=10)

    assert str(refused.value) == str(expected.value)


@pytest.mark.parametrize("message", ["", "x", "x.y.z", "e30.aaaa.bbbb", "\u20ac"])
def test_foreign_messages_are_refused(app, message):
    """What is not ours raises the same error both times."""
    kept, usual = both(app)

    with pytest.raises(BadSignature) as expected:
        usual.loads(message, max_age=10)
    for _ in range(2):
        with pytest.raises(BadSignature) as refused:
            kept.loads(message, max_age=10)

        assert (type(refused.value), str(refused.value)) == (
            type(expected.value),
            str(expected.value),
        )


@pytest.mark.parametrize("payload", ["x", "!", ".x", "bm8"])
def test_signed_nonsense_raises(app, payload):
    """What is signed and cannot be read raises the same error both times."""
    kept, usual = both(app)
    message = usual.make_signer().sign(payload).decode()

    for _ in range(2):
        with pytest.raises(BadPayload):
            kept.loads(message, max_age=10)


class OwnProvider(DefaultJSONProvider):
    def dumps(self, obj, **kwargs):
        return super().dumps(obj, **kwargs)


class OwnSerializer(TaggedJSONSerializer):
    pass


class OwnInterface(SecureCookieSessionInterface):
    def get_signing_serializer(self, app):
        return super().get_signing_serializer(app)


class OwnTag(JSONTag):
    key = " own"

    def check(self, value):
        return False


def register_a_tag(app, monkeypatch):
    app.session_interface.serializer = TaggedJSONSerializer()
    app.session_interface.serializer.register(OwnTag, index=0)


def patch(owner, name):
    def put(app, monkeypatch):
        original = getattr(owner, name)
        monkeypatch.setattr(owner, name, lambda *args, **kwargs: original(*args, **kwargs))

    return put


NOTICED = {
    "provider": lambda app, _: setattr(app, "json", OwnProvider(app)),
    "dumps-of-the-provider": lambda app, _: setattr(app.json, "dumps", app.json.dumps),
    "serializer": lambda app, _: setattr(app.session_interface, "serializer", OwnSerializer()),
    "first-tag": register_a_tag,
    "interface": lambda app, _: setattr(app, "session_interface", OwnInterface()),
    "method-of-the-interface": lambda app, _: setattr(
        app.session_interface,
        "get_signing_serializer",
        app.session_interface.get_signing_serializer,
    ),
    "digest": lambda app, _: setattr(
        app.session_interface, "digest_method", lambda text=b"": hashlib.sha1(text)
    ),
    "key-that-can-change": lambda app, _: setattr(app, "secret_key", bytearray(b"key")),
    "patched-provider": patch(DefaultJSONProvider, "dumps"),
    "patched-serializer": patch(TaggedJSONSerializer, "dumps"),
    "patched-tagging": patch(TaggedJSONSerializer, "tag"),
    "patched-check": patch(TagDict, "check"),
    "patched-check-of-dicts": patch(PassDict, "check"),
    "patched-tag-of-dicts": patch(PassDict, "tag"),
    "patched-signer": patch(TimestampSigner, "unsign"),
    "patched-key": patch(Signer, "derive_key"),
    "patched-hash": patch(HMACAlgorithm, "get_signature"),
    "patched-choice-of-signer": patch(Serializer, "make_signer"),
    "patched-reading": patch(TimedSerializer, "loads"),
    "patched-loading-below": patch(Serializer, "load_payload"),
    "other-signer": lambda _, patches: patches.setattr(
        URLSafeTimedSerializer, "default_signer", type("Own", (TimestampSigner,), {})
    ),
    "patched-interface": patch(SecureCookieSessionInterface, "get_signing_serializer"),
}


@pytest.mark.parametrize("change", NOTICED.values(), ids=NOTICED)
def test_nothing_is_kept_where_it_would_be_noticed(app, monkeypatch, change):
    """A new serializer is made where somebody's code takes part in making it."""
    _signing(app.session_interface, app)
    change(app, monkeypatch)

    one, other = (_signing(app.session_interface, app) for _ in range(2))

    assert type(one) is type(other) is URLSafeTimedSerializer
    assert one is not other


def test_class_of_serializers_can_be_replaced(app, monkeypatch):
    """The module has the class as a name that somebody may exchange."""
    own = type("Own", (URLSafeTimedSerializer,), {})
    monkeypatch.setattr(hipflask.sessions, "URLSafeTimedSerializer", own)

    assert type(_signing(app.session_interface, app)) is own


def test_wrong_keys_raise(app):
    """A key that is no key is an error, with the words of ItsDangerous."""
    app.secret_key = 7
    kept, usual = both(app)

    with pytest.raises(TypeError) as expected:
        usual.dumps({})
    with pytest.raises(TypeError) as raised:
        kept.dumps({})

    assert str(raised.value) == str(expected.value)


def test_no_key_signs_nothing(app):
    """Without a key there is nothing to sign with."""
    app.secret_key = None

    assert _signing(app.session_interface, app) is None


def test_key_that_went_away(app):
    """A session cannot be saved without the key that it was opened with."""
    session = SecureCookieSession()
    session["reader"] = 7
    app.secret_key = None

    with pytest.raises(AttributeError):
        app.session_interface.save_session(app, session, Response())
