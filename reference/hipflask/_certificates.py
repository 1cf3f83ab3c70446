"""The options ``--cert`` and ``--key``: a file, ``adhoc``, or an SSL context to be imported."""

import ssl
from importlib.util import find_spec
from typing import Any

import click
from werkzeug.utils import import_string


class CertParamType(click.Path):
    """A certificate: the path of a file, ``adhoc``, or the import path of an SSLContext."""

    name = "path"

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, resolve_path=True)
        # A path says by itself what else it may be; here that would be less than the truth.
        self.name = type(self).name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, ``adhoc`` or the context; a file counts first."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            text = click.STRING(value, param, ctx).lower()
            if text == "adhoc":
                return _adhoc(ctx, param)
            context = import_string(value, silent=True)
            if isinstance(context, ssl.SSLContext):
                return context
            raise


def _adhoc(ctx: click.Context | None, param: click.Parameter | None) -> str:
    if find_spec("cryptography") is None:
        message = "A certificate made on the spot needs the package cryptography."
        raise click.BadParameter(message, ctx, param)
    return "adhoc"


def _validate_key(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Join certificate and key: a file needs a key, the other certificates have theirs."""
    cert = ctx.params.get("cert")
    is_file = cert is not None and cert != "adhoc" and not isinstance(cert, ssl.SSLContext)
    if value is None:
        if is_file:
            raise click.BadParameter('The certificate file needs a key: "--key".', ctx, param)
        return None
    if not is_file:
        raise click.BadParameter("A key goes with a certificate file only.", ctx, param)
    ctx.params["cert"] = cert, value
    return value
