"""Hangs while it is imported."""

from threading import Event

Event().wait()
