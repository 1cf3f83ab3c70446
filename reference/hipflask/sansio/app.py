"""Names that Flask keeps in this module, handed on from where they live."""

from hipflask._application import App as App
from hipflask._registrar import setupmethod as setupmethod
