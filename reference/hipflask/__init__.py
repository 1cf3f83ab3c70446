"""An independent, complete and fast Flask-compatible web framework."""
