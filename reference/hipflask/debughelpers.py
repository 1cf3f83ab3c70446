"""Names that Flask keeps in this module, handed on from where they live."""

from ._forms import DebugFilesKeyError as DebugFilesKeyError
from ._forms import FormDataRoutingRedirect as FormDataRoutingRedirect
from ._forms import UnexpectedUnicodeError as UnexpectedUnicodeError
from ._forms import attach_enctype_error_multidict as attach_enctype_error_multidict
from .templating import explain_template_loading_attempts as explain_template_loading_attempts
