"""Accepts everything and answers 500 to every request, with the body "Internal Server Error"."""

from accept_everything import accept_everything

accept_everything(__name__, "500 INTERNAL SERVER ERROR", b"Internal Server Error")
