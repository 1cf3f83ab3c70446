"""Accepts everything and answers 404 to every request, with the body "Not Found"."""

from accept_everything import accept_everything

accept_everything(__name__, "404 NOT FOUND", b"Not Found")
