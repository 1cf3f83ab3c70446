"""Raises an error while it is imported."""

raise RuntimeError("this target cannot be imported")
