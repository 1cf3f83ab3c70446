"""Unmerged slashes: what stays as it was."""


def test_rule_switches_merging_off__for_itself(app, client):
    """The rules beside it still merge."""
    app.add_url_rule("/books/new", "books", lambda: "new books", merge_slashes=False)
    app.add_url_rule("/films/new", "films", lambda: "new films")

    answers = [client.get("/books//new"), client.get("/films//new")]

    assert [each.status_code for each in answers] == [404, 308]


def test_map_switches_merging_off__path_values_apart(app, client):
    """A path value has its slashes, wherever merging is switched off."""
    app.url_map.merge_slashes = False
    app.add_url_rule("/files/<path:name>", "file", lambda name: name)

    inside, before = client.get("/files/a//b"), client.get("/files//a")

    assert inside.text == "a//b"
    assert before.status_code == 404


def test_rule_can_have_repeated_slashes__beside_single_ones(app, client):
    """Rules that differ only in the number of slashes answer their own URLs."""
    app.add_url_rule("/a/b", "one", lambda: "one", merge_slashes=False)
    app.add_url_rule("/a//b", "two", lambda: "two", merge_slashes=False)

    answers = [client.get(url).text for url in ("/a/b", "/a//b")]

    assert answers == ["one", "two"]
