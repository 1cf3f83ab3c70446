"""Names that Flask keeps in this module, handed on from where they live."""

from hipflask._locations import _find_package_path as _find_package_path
from hipflask._locations import find_package as find_package
from hipflask._registrar import F as F
from hipflask._registrar import Scaffold as Scaffold
from hipflask._registrar import T_after_request as T_after_request
from hipflask._registrar import T_before_request as T_before_request
from hipflask._registrar import T_error_handler as T_error_handler
from hipflask._registrar import T_route as T_route
from hipflask._registrar import T_teardown as T_teardown
from hipflask._registrar import T_template_context_processor as T_template_context_processor
from hipflask._registrar import T_url_defaults as T_url_defaults
from hipflask._registrar import T_url_value_preprocessor as T_url_value_preprocessor
from hipflask._registrar import _endpoint_from_view_func as _endpoint_from_view_func
from hipflask._registrar import setupmethod as setupmethod
