"""The commands of ``flask-conformance``, a module each."""
