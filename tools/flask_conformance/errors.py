"""What a user can put right: shown as one clear line and a hint, never as a traceback."""


class UserError(Exception):
    """Something went wrong that the user can put right; `exit_code` is that of the program."""

    exit_code = 2

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class TargetError(UserError):
    """What the user named is not a target, or its description cannot be understood."""


class BuildError(UserError):
    """The environment of a target could not be built."""

    exit_code = 3
