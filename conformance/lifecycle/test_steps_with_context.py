"""Steps that are replaced in their form from before Flask 3.2."""

import warnings

import flask


def test_steps_without_the_context_still_work(client_of):
    """The old form takes its part in the request, and is warned of."""

    def preprocess_request(self):
        return f"preprocessed {flask.request.path}"

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        kind = type("Shop", (flask.Flask,), {"preprocess_request": preprocess_request})

    answer = client_of(kind("shop", static_folder=None)).get("/visit")

    assert answer.text == "preprocessed /visit"
    assert [each.category for each in caught] == [DeprecationWarning]
