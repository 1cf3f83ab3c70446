"""Names that Flask keeps in this module, handed on from where they live."""

from .._application import App as App
