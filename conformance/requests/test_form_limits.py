"""Fields and parts, up to the limit and beyond."""

import flask
import pytest

HEADERS = {"Content-Type": "multipart/form-data; boundary=f"}
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
FIELD = b"--f\r\nContent-Disposition: form-data; name=a\r\n\r\n%b\r\n"
FILE = b"--f\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n%b\r\n"


def form_of(*parts):
    """A multipart form of these parts."""
    return b"".join(parts) + b"--f--\r\n"


@pytest.fixture
def site(app):
    """An application that counts what is in a form."""

    @app.route("/forms", methods=["POST"])
    def count():
        fields, files = flask.request.form.getlist("a"), flask.request.files.getlist("a")
        sizes = [len(field) for field in fields] + [len(file.read()) for file in files]
        return f"{len(fields)} fields, {len(files)} files, at most {max(sizes)} bytes"

    return app


def send(client, body):
    """The answer to a multipart form."""
    return client.post("/forms", content=body, headers=HEADERS)


PLACES = {
    "alone": lambda field: [field],
    "second": lambda field: [FIELD % b"x", field],
    "before-a-file": lambda field: [field, FILE % b"x"],
}


@pytest.mark.parametrize("parts_with", PLACES.values(), ids=PLACES)
def test_larger_field_is_refused(site, client, parts_with):
    """The limit holds for each field, wherever it stands."""
    site.config["MAX_FORM_MEMORY_SIZE"] = 2000

    fitting = send(client, form_of(*parts_with(FIELD % (b"x" * 1000))))
    larger = send(client, form_of(*parts_with(FIELD % (b"x" * 2001))))

    assert fitting.text.endswith("at most 1000 bytes")
    assert larger.status_code == 413


def test_larger_field_is_refused__not_because_of_others(site, client):
    """Ten fields together may have more bytes than the limit."""
    site.config["MAX_FORM_MEMORY_SIZE"] = 200_000

    answer = send(client, form_of(*[FIELD % (b"x" * 100_000)] * 10))

    assert answer.text == "10 fields, 0 files, at most 100000 bytes"


def test_fields_are_limited_by_default(site, client):
    """The last byte is the one too many."""
    fitting = send(client, form_of(FIELD % (b"x" * 500_000)))
    larger = send(client, form_of(FIELD % (b"x" * 500_001)))

    assert fitting.text == "1 fields, 0 files, at most 500000 bytes"
    assert larger.status_code == 413


def test_field_limit_can_be_lifted(site, client):
    """Without the limit a field may have a million bytes."""
    site.config["MAX_FORM_MEMORY_SIZE"] = None

    answer = send(client, form_of(FIELD % (b"x" * 1_000_000)))

    assert answer.text == "1 fields, 0 files, at most 1000000 bytes"


SIZES = {"default": {}, "small": {"MAX_FORM_MEMORY_SIZE": 200_000}}


@pytest.mark.parametrize("config", SIZES.values(), ids=SIZES)
def test_files_are_not_limited_by_the_size_of_fields(site, client, config):
    """Large files do not fill the memory."""
    site.config.update(config)

    answer = send(client, form_of(FILE % (b"x" * 1_000_000)))

    assert answer.text == "0 fields, 1 files, at most 1000000 bytes"


PARTS = {
    "fields": ([FIELD % b"x"], "{0} fields, 0 files, at most 1 bytes"),
    "files": ([FILE % b"x"], "0 fields, {0} files, at most 1 bytes"),
}


@pytest.mark.parametrize(("part", "text"), PARTS.values(), ids=PARTS)
def test_more_parts_are_refused(site, client, part, text):
    """Fields and files count alike."""
    site.config["MAX_FORM_PARTS"] = 3

    fitting, more = send(client, form_of(*part * 3)), send(client, form_of(*part * 4))

    assert fitting.text == text.format(3)
    assert more.status_code == 413


def test_more_parts_are_refused__together(site, client):
    """Fields and files are counted together."""
    site.config["MAX_FORM_PARTS"] = 3

    fitting = send(client, form_of(FIELD % b"x", FILE % b"x", FIELD % b"x"))
    more = send(client, form_of(FIELD % b"x", FILE % b"x", FIELD % b"x", FILE % b"x"))

    assert fitting.text == "2 fields, 1 files, at most 1 bytes"
    assert more.status_code == 413


@pytest.mark.parametrize(("part", "text"), PARTS.values(), ids=PARTS)
def test_parts_are_limited_by_default(site, client, part, text):
    """The last part is the one too many."""
    fitting, more = send(client, form_of(*part * 1000)), send(client, form_of(*part * 1001))

    assert fitting.text == text.format(1000)
    assert more.status_code == 413


def test_part_limit_can_be_lifted(site, client):
    """Without the limit there may be two thousand parts."""
    site.config["MAX_FORM_PARTS"] = None

    answer = send(client, form_of(*[FIELD % b"x"] * 2000))

    assert answer.text == "2000 fields, 0 files, at most 1 bytes"


def test_urlencoded_forms_have_any_number_of_fields(site, client):
    """Two thousand fields are read, whatever the limit of parts is."""
    site.config["MAX_FORM_PARTS"] = 3

    answer = client.post("/forms", content=b"&".join([b"a=x"] * 2000), headers=URLENCODED)

    assert answer.text == "2000 fields, 0 files, at most 1 bytes"


LARGE = {"default": ({}, 500_001), "small": ({"MAX_FORM_MEMORY_SIZE": 2000}, 2001)}


@pytest.mark.parametrize(("config", "size"), LARGE.values(), ids=LARGE)
def test_urlencoded_form_is_limited(site, client, config, size):
    """The size of all fields together counts."""
    site.config.update(config)

    fitting = client.post("/forms", content=b"a=x", headers=URLENCODED)
    larger = client.post("/forms", content=b"a=" + b"x" * (size - 2), headers=URLENCODED)

    assert fitting.text == "1 fields, 0 files, at most 1 bytes"
    assert larger.status_code == 413


@pytest.mark.parametrize(("config", "size"), LARGE.values(), ids=LARGE)
def test_urlencoded_form_is_not_limited(site, client, config, size):
    """One field may have more bytes than all of a multipart form's."""
    site.config.update(config)

    answer = client.post("/forms", content=b"a=" + b"x" * size, headers=URLENCODED)

    assert answer.text == f"1 fields, 0 files, at most {size} bytes"
