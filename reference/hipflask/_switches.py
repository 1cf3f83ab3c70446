"""The environment variables that switch debug mode and the reading of dotenv files."""

import os

NO = {"0", "false", "no"}


def get_debug_flag() -> bool:
    """Whether FLASK_DEBUG switches debug mode on."""
    value = os.environ.get("FLASK_DEBUG", "")
    return value != "" and value.lower() not in NO


def get_load_dotenv(default: bool = True) -> bool:
    """Whether dotenv files are read; FLASK_SKIP_DOTENV decides over the default."""
    value = os.environ.get("FLASK_SKIP_DOTENV", "")
    return default if value == "" else value.lower() in NO
