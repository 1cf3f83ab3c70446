"""Private steps that extensions replace, beyond the examples of the page."""


def test_templates_are_rendered_by_a_function_that_can_be_replaced(app, monkeypatch):
    """What is put there gets application, template and context, and what it returns counts."""
    import flask.templating

    calls = []

    def render(app, template, context):
        calls.append((app, context["book"]))
        return "rendered otherwise"

    monkeypatch.setattr(flask.templating, "_render", render)
    with app.app_context():
        text = flask.render_template_string("{{ book }}", book="Emma")

    assert text == "rendered otherwise"
    assert calls == [(app, "Emma")]
