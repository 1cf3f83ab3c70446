"""Which release of Flask this framework implements."""

FLASK_RELEASE = "3.1.3"
