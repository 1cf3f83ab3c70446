"""Names that Flask keeps in this module, handed on from where they live."""

from ._files import _prepare_send_file_kwargs as _prepare_send_file_kwargs
from ._files import send_file as send_file
from ._files import send_from_directory as send_from_directory
from ._flashing import flash as flash
from ._flashing import get_flashed_messages as get_flashed_messages
from ._locations import get_root_path as get_root_path
from ._registry import blueprint_path
from ._responses import abort as abort
from ._responses import make_response as make_response
from ._responses import redirect as redirect
from ._streaming import stream_with_context as stream_with_context
from ._switches import get_debug_flag as get_debug_flag
from ._switches import get_load_dotenv as get_load_dotenv
from ._urls import url_for as url_for
from .globals import current_app as current_app
from .globals import request as request
from .globals import session as session
from .templating import get_template_attribute as get_template_attribute

_split_blueprint_path = blueprint_path
