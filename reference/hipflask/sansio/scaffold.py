"""Names that Flask keeps in this module, handed on from where they live."""

from hipflask._locations import _find_package_path as _find_package_path
from hipflask._locations import find_package as find_package
from hipflask._registrar import Scaffold as Scaffold
from hipflask._registrar import _endpoint_from_view_func as _endpoint_from_view_func
from hipflask._registrar import setupmethod as setupmethod
