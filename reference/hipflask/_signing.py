"""A short cut to signed cookies: for each set of keys one serializer that remembers.

It stands for a new ``URLSafeTimedSerializer`` at each use. That one writes an empty dict to see
whether text comes out, derives the keys for each signature, verifies the cookie that a browser
sends with each request each time, and compresses the one it gets with each response. Here
ItsDangerous does the same, to the byte, but once.
"""

import hmac
import json
import time
import zlib
from functools import lru_cache
from typing import Any

from itsdangerous import Serializer, TimedSerializer, TimestampSigner, URLSafeTimedSerializer
from itsdangerous.signer import HMACAlgorithm

from ._untouched import Steps, together
from .json import _provider
from .json.provider import DefaultJSONProvider
from .json.tag import PassDict, TagDict, TaggedJSONSerializer

Key = str | bytes


# What takes part when a serializer is made, which writes an empty dict.
_PROVIDING = Steps(DefaultJSONProvider, "dumps", "loads")
_makes_as_usual = together(
    Steps(URLSafeTimedSerializer, "__init__", "default_signer", "default_fallback_signers"),
    Steps(TaggedJSONSerializer, "dumps", "tag"),
    Steps(TagDict, "check"),
    Steps(PassDict, "check", "tag"),
)


def is_made_unseen(serializer: Any) -> bool:
    """Whether nobody's code takes part when what signs is made.

    It asks the provider of the application that is at work, whatever application it serves.
    """
    provider = _provider()
    return (
        type(serializer) is TaggedJSONSerializer
        and len(serializer.order) > 1
        and type(serializer.order[0]) is TagDict
        and type(serializer.order[1]) is PassDict
        and isinstance(provider, DefaultJSONProvider)
        and _PROVIDING.untouched(provider)
        and _makes_as_usual()
    )


# What is done once here, or not at all for a cookie that was verified before.
_loads = json.loads
_signs_as_usual = together(
    Steps(URLSafeTimedSerializer, "make_signer", "iter_unsigners", "loads", "load_payload"),
    Steps(TimedSerializer, "load_payload"),
    Steps(TimestampSigner, "__init__", "derive_key", "verify_signature", "unsign", "get_timestamp"),
    Steps(HMACAlgorithm, "get_signature", "verify_signature"),
    Steps(TaggedJSONSerializer, "loads", "untag", "_untag_scan"),
)


def kept_signing(
    keys: tuple[Key, ...], salt: Key, serializer: Any, key_derivation: str, digest_method: Any
) -> "Signing | None":
    """What signs with the last of these keys and trusts all; None if that may not be kept.

    Whether it could be made unseen is asked before.
    """
    if not (_signs_as_usual() and json.loads is _loads):
        return None
    try:
        return _kept(keys, salt, serializer, key_derivation, digest_method)
    except TypeError:
        # Keys of a kind that cannot be remembered, or that are no keys.
        return None


@lru_cache(maxsize=32)
def _kept(*settings: Any) -> "Signing":
    return Signing(*settings)


class PreparedHMAC(HMACAlgorithm):
    """HMAC that starts each message from a copy of the state that the key leads to."""

    def __init__(self, digest_method: Any) -> None:
        super().__init__(digest_method)
        self._started: dict[bytes, hmac.HMAC] = {}

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        """The signature of a value."""
        started = self._started.get(key)
        if started is None:
            started = self._started[key] = hmac.new(key, digestmod=self.digest_method)
        code = started.copy()
        code.update(value)
        return code.digest()


class PreparedSigner(TimestampSigner):
    """A signer that derives each key once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._derived: dict[Key | None, bytes] = {}

    def derive_key(self, secret_key: Key | None = None) -> bytes:
        """The key that is derived from a secret key, by default from the last."""
        key = self._derived.get(secret_key)
        if key is None:
            key = self._derived[secret_key] = super().derive_key(secret_key)
        return key


class OneSignerSerializer(URLSafeTimedSerializer):
    """A serializer that makes its signer once."""

    _signer: Any = None

    def make_signer(self, salt: Key | None = None) -> Any:
        """The signer; nobody asks for one with another salt."""
        if self._signer is None:
            self._signer = super().make_signer(salt)
        return self._signer


class AsBytes:
    """A serializer that leaves bytes as they are."""

    dumps = loads = staticmethod(bytes)


class PayloadSerializer(OneSignerSerializer):
    """A serializer of payloads: it packs equal ones once, as a permanent session is sent again."""

    def dump_payload(self, obj: Any) -> bytes:
        """The payload, compressed if that makes it shorter, in Base64."""
        return _packed(self, obj)

    def pack(self, payload: bytes) -> bytes:
        """What ItsDangerous makes of it."""
        return super().dump_payload(payload)


@lru_cache(maxsize=256)
def _packed(serializer: PayloadSerializer, payload: bytes) -> bytes:
    return serializer.pack(payload)


# What would see a value that is dumped, or that it is not packed anew.
_compress = zlib.compress
_packs_as_usual = together(
    Steps(URLSafeTimedSerializer, "dumps", "dump_payload"), Steps(TimedSerializer, "dump_payload")
)


class Signing:
    """Signs values; and verifies messages, equal ones once.

    Whether a message is too old is looked at each time, and each time it is read anew.
    """

    def __init__(
        self, keys: Any, salt: Key, serializer: Any, key_derivation: str, digest_method: Any
    ) -> None:
        signing = {
            "key_derivation": key_derivation,
            "digest_method": digest_method,
            "algorithm": PreparedHMAC(digest_method),
        }
        options: dict[str, Any] = {
            "salt": salt,
            "signer": PreparedSigner,
            "signer_kwargs": signing,
        }
        self._serializer = serializer
        self._values = OneSignerSerializer(keys, serializer=serializer, **options)
        self._payloads = PayloadSerializer(keys, serializer=AsBytes, **options)

    def dumps(self, value: Any) -> str:
        """The signed message with a value."""
        if not _packs_as_usual() or zlib.compress is not _compress:
            return self._values.dumps(value)
        payload: bytes = self._serializer.dumps(value).encode()
        # Text for a serializer of texts; this one is of bytes.
        message: Any = self._payloads.dumps(payload)
        return str(message, "ascii")

    def loads(self, message: str, max_age: int) -> Any:
        """The value in a message; a BadSignature if it is not ours or older than ``max_age``."""
        payload, signed_at, values = _verified(self._payloads, message)
        if not 0 <= int(time.time()) - signed_at <= max_age:
            return self._values.loads(message, max_age=max_age)
        tags = self._serializer.tags
        if values is None or type(tags) is not dict or not values.keys().isdisjoint(tags):
            return Serializer.load_payload(self._values, payload)
        return values.copy()


@lru_cache(maxsize=512)
def _verified(
    serializer: OneSignerSerializer, message: str
) -> tuple[bytes, int, dict[str, Any] | None]:
    """The payload of a message, when it was signed, and its values if they are plain.

    What is not ours raises, and is not kept.
    """
    payload, signed_at = serializer.loads(message, return_timestamp=True)
    return payload, int(signed_at.timestamp()), _plain_values(payload)


# Values that may be in any number of sessions, for nobody can change them.
PLAIN = frozenset({str, int, float, bool, type(None)})


def _plain_values(payload: bytes) -> dict[str, Any] | None:
    """The values in a payload that has a dict of texts and numbers; None for all others."""
    try:
        values = json.loads(payload.decode())
    except ValueError:
        return None
    if type(values) is not dict or not all(type(value) in PLAIN for value in values.values()):
        return None
    return values
