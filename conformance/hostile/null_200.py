"""Accepts everything and answers 200 to every request, with an empty body."""

from accept_everything import accept_everything

accept_everything(__name__, "200 OK")
