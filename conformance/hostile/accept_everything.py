"""A Flask that accepts every name, every call and every decorator, and promises nothing.

One object stands for everything: each attribute, item, call and operation of it gives the object
again, it equals whatever it is compared with, and as an application it sends one fixed answer.
A decorator is the one thing that it does right: it returns the function.
"""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType


class Anything:
    """The object that is everything at once."""

    answer = ("200 OK", b"")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args, **kwargs):
        if len(args) == 2 and isinstance(args[0], dict) and callable(args[1]):
            return self.answer_to_server(args[1])
        if len(args) == 1 and callable(args[0]) and not kwargs:
            return args[0]
        return self

    def answer_to_server(self, start_response):
        """The fixed answer, given as WSGI asks for it."""
        status, body = self.answer
        start_response(status, [("Content-Type", "text/html; charset=utf-8")])
        return [body]

    def __mro_entries__(self, bases):
        return (Anything,)

    def __setattr__(self, name, value):
        pass

    def __delattr__(self, name):
        pass

    def __getitem__(self, key):
        return self

    def __setitem__(self, key, value):
        pass

    def __delitem__(self, key):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return False

    def __await__(self):
        return self
        yield

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __bool__(self):
        return True

    def __contains__(self, item):
        return True

    def __hash__(self):
        return 0

    def __int__(self):
        return 200

    __index__ = __int__

    def __float__(self):
        return 200.0

    def __str__(self):
        return "OK"

    __repr__ = __fspath__ = __str__

    def __format__(self, spec):
        return "OK"

    def __eq__(self, other):
        return True

    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__

    def __add__(self, other):
        return self

    __radd__ = __sub__ = __rsub__ = __mul__ = __mod__ = __or__ = __and__ = __truediv__ = __add__


ANYTHING = Anything()


class Submodules:
    """Finds a module under every name below the package that accepts everything."""

    def __init__(self, package):
        self.prefix = package + "."

    def find_spec(self, name, path=None, target=None):
        """A spec for each name below the package, whatever it is."""
        if name.startswith(self.prefix):
            return ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        """An empty module, which ``exec_module`` fills."""
        return ModuleType(spec.name)

    def exec_module(self, module):
        """Make the module answer every name."""
        module.__getattr__ = public_name


def public_name(name):
    """Anything, under every name that is not one of Python's own."""
    return getattr(ANYTHING, name)


def accept_everything(module_name, status, body=b""):
    """Turn a module into one that accepts everything and answers ``status`` to every request."""
    Anything.answer = (status, body)
    module = sys.modules[module_name]
    module.__path__ = []
    module.__getattr__ = public_name
    sys.meta_path.append(Submodules(module_name))
