"""Which warnings fail a check: the same wherever the checks run."""

WARNINGS = (
    "error",
    # When the garbage collector finds a file that nobody closed, it is another check's turn.
    "ignore::pytest.PytestUnraisableExceptionWarning",
    "default::DeprecationWarning",
    "default::PendingDeprecationWarning",
)
"""Lines for pytest's ``filterwarnings``; the last one that matches decides."""
