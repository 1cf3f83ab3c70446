"""Names that Flask keeps in this module, handed on from where they live."""

from .._locations import _find_package_path as _find_package_path
from .._locations import find_package as find_package
from .._registrar import Scaffold as Scaffold
from .._registrar import _endpoint_from_view_func as _endpoint_from_view_func
from .._registrar import setupmethod as setupmethod
