from flask.sansio.blueprints import Blueprint as SansioBlueprint
from flask.sansio.blueprints import BlueprintSetupState as BlueprintSetupState

class Blueprint(SansioBlueprint):
    after_request_funcs: object
    before_request_funcs: object
    cli: object
    cli_group: object
    deferred_functions: object
    error_handler_spec: object
    import_name: object
    name: object
    root_path: object
    subdomain: object
    teardown_request_funcs: object
    template_context_processors: object
    template_folder: object
    url_default_functions: object
    url_prefix: object
    url_value_preprocessors: object
    url_values_defaults: object
    view_functions: object
    def __init__(
        self,
        name,
        import_name,
        static_folder=None,
        static_url_path=None,
        template_folder=None,
        url_prefix=None,
        subdomain=None,
        url_defaults=None,
        root_path=None,
        cli_group=...,
    ): ...
    def get_send_file_max_age(self, filename): ...
    def open_resource(self, resource, mode="rb"): ...
    def send_static_file(self, filename): ...
    if FLASK >= (3, 1):
        def open_resource(self, resource, mode="rb", encoding="utf-8"): ...
