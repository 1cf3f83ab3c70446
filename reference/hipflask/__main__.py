"""``python -m hipflask`` is the ``flask`` command."""

from hipflask.cli import main

main()
