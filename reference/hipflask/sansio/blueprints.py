"""Names that Flask keeps in this module, handed on from where they live."""

from hipflask.blueprints import Blueprint as Blueprint
from hipflask.blueprints import BlueprintSetupState as BlueprintSetupState
from hipflask.blueprints import DeferredSetupFunction as DeferredSetupFunction
