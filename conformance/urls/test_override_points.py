"""Override points: what they give when they are called by hand."""


def test_adapter_is_missing_without_a_server_name(app):
    """With one, the adapter builds by scheme and root of the configuration."""
    app.add_url_rule("/books", "books", lambda: "all books")

    missing = app.create_url_adapter(None)
    app.config.update(
        SERVER_NAME="shop.test", PREFERRED_URL_SCHEME="https", APPLICATION_ROOT="/mounted"
    )
    adapter = app.create_url_adapter(None)

    assert missing is None
    assert adapter.build("books", force_external=True) == "https://shop.test/mounted/books"
