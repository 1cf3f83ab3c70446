"""The list of rules."""

import flask
import pytest

ENDPOINTS = {"books", "milk", "shop.tea", "tea", "water", "where"}


def output(app, *options):
    """What the command prints."""
    import flask.cli

    return str(app.test_cli_runner().invoke(flask.cli.routes_command, options).output)


def rows(app, *options):
    """The words of each line with an endpoint of these checks."""
    lines = [set(line.replace(",", " ").split()) for line in output(app, *options).splitlines()]
    return [words for words in lines if words & ENDPOINTS]


def endpoints(app, *options):
    """The endpoints of these checks in the order of their lines."""
    return [(words & ENDPOINTS).pop() for words in rows(app, *options)]


def test_each_rule_has_a_line__of_blueprints_too(app):
    """The endpoint is the full one, the rule has the prefix."""
    shop = flask.Blueprint("shop", __name__, url_prefix="/shop")
    shop.add_url_rule("/tea", "tea")
    app.register_blueprint(shop)
    app.add_url_rule("/books", "books")

    assert rows(app) == [{"books", "GET", "/books"}, {"shop.tea", "GET", "/shop/tea"}]


def test_each_rule_has_a_line__of_the_command(project, command):
    """The command is for the application of the command line."""
    project.write("shop.py", "import flask", "app = flask.Flask('shop', static_folder=None)")
    project.write("app.py", "from shop import app", "app.add_url_rule('/tea', 'tea')")

    done = command("routes")

    assert done.code == 0
    assert {"tea", "GET", "/tea"} <= set(done.output.split())


@pytest.mark.parametrize(
    ("options", "methods"),
    [([], {"GET", "POST"}), (["--all-methods"], {"GET", "POST", "HEAD", "OPTIONS"})],
    ids=["usual", "all"],
)
def test_methods_that_come_by_themselves_are_left_out(app, options, methods):
    """The others are always there."""
    app.add_url_rule("/tea", "tea", methods=["GET", "POST"])

    (row,) = rows(app, *options)

    assert row == {"tea", "/tea", *methods}


@pytest.fixture
def shop(app):
    """An application whose rules are in another order for each thing to sort by."""
    app.add_url_rule("/milk", "tea", methods=["POST"])
    app.add_url_rule("/tea", "milk", methods=["DELETE", "PUT"])
    app.add_url_rule("/books", "water")
    app.add_url_rule("/water", "books", methods=["GET", "POST"])
    return app


ORDERS = {
    "endpoint": ["books", "milk", "tea", "water"],
    "methods": ["milk", "water", "books", "tea"],
    "rule": ["water", "tea", "milk", "books"],
}


def test_rules_are_sorted_by_endpoint(shop):
    """Whatever the order of the rules is."""
    assert endpoints(shop) == ORDERS["endpoint"]


@pytest.mark.parametrize("option", ["--sort", "-s"])
@pytest.mark.parametrize(("what", "order"), ORDERS.items(), ids=ORDERS)
def test_order_can_be_chosen(shop, option, what, order):
    """The texts in the columns are compared."""
    assert endpoints(shop, option, what) == order


def test_order_can_be_that_of_the_rules(shop):
    """It differs from the other orders."""
    rules = shop.url_map.iter_rules()
    order = [rule.endpoint for rule in rules if rule.endpoint in ENDPOINTS]

    assert endpoints(shop, "--sort", "match") == order
    assert sorted(order) == ORDERS["endpoint"]
    assert order not in ORDERS.values()


@pytest.mark.parametrize("what", ["size", "", "Rule!"])
def test_unknown_order_is_refused(shop, what):
    """Nothing is listed."""
    import flask.cli

    runner = shop.test_cli_runner()

    refused = runner.invoke(flask.cli.routes_command, ["--sort", what])

    assert refused.exit_code == 2
    assert "/milk" in output(shop)
    assert "/milk" not in str(refused.output)


def with_subdomains():
    """An application with a rule for a subdomain."""
    site = flask.Flask("site", static_folder=None, subdomain_matching=True)
    site.config["SERVER_NAME"] = "shop.example"
    site.add_url_rule("/tea", "tea", subdomain="zoo")
    return site


def with_hosts():
    """An application with a rule for a host."""
    site = flask.Flask("site", static_folder=None, host_matching=True)
    site.add_url_rule("/tea", "tea", host="zoo.example")
    return site


SITES = {"subdomain": (with_subdomains, "zoo"), "host": (with_hosts, "zoo.example")}


@pytest.mark.parametrize(("make", "domain"), SITES.values(), ids=SITES)
def test_subdomains_and_hosts_are_listed(make, domain):
    """Other lines have none."""
    site = make()
    site.add_url_rule("/anywhere", "where")

    assert rows(site) == [{"tea", "GET", domain, "/tea"}, {"where", "GET", "/anywhere"}]


@pytest.mark.parametrize("kind", ["subdomain", "host"])
def test_rules_are_sorted_by_domain(kind):
    """The rule without one is the first."""
    site = SITES[kind][0]()
    site.add_url_rule("/milk", "water", **{kind: "ant.example"})
    site.add_url_rule("/anywhere", "where")

    assert endpoints(site, "--sort", "domain") == ["where", "water", "tea"]


@pytest.mark.parametrize(
    ("make", "titles"),
    [
        (lambda: flask.Flask("site", static_folder=None), ["Endpoint", "Methods", "Rule"]),
        (with_subdomains, ["Endpoint", "Methods", "Subdomain", "Rule"]),
        (with_hosts, ["Endpoint", "Methods", "Host", "Rule"]),
    ],
    ids=["neither", "subdomain", "host"],
)
def test_columns_have_titles(make, titles):
    """They stand above the rules."""
    site = make()
    site.add_url_rule("/anywhere", "where")

    lines = output(site).splitlines()

    assert lines[0].split() == titles


def test_application_without_rules_is_told(app):
    """It is no empty table."""
    import flask.cli

    result = app.test_cli_runner().invoke(flask.cli.routes_command)
    empty = str(result.output).strip()
    app.add_url_rule("/tea", "tea")

    assert result.exit_code == 0
    assert empty
    assert empty not in output(app)
