"""The append-only file of events."""

from flask_conformance.worker.journal import Follower, Journal


def test_keeps_events_in_order(tmp_path):
    """What is appended is read back, in order."""
    journal = Journal(tmp_path / "events.jsonl")

    journal.append("first", number=1)
    journal.append("second", text="é\n")

    assert [(each["event"]) for each in journal.read()] == ["first", "second"]
    assert journal.read()[1]["text"] == "é\n"


def test_missing_file_has_no_events(tmp_path):
    """A journal that nobody wrote is empty."""
    assert Journal(tmp_path / "events.jsonl").read() == []


def test_broken_line_is_left_out(tmp_path):
    """A line that was broken off by a kill costs that line only."""
    journal = Journal(tmp_path / "events.jsonl")
    journal.append("whole")
    with journal.path.open("ab") as file:
        file.write(b'{"event": "brok')

    journal.mend()
    journal.append("after")

    assert [each["event"] for each in journal.read()] == ["whole", "after"]


def test_mending_a_whole_file_changes_nothing(tmp_path):
    """A file that ends well is left as it is."""
    journal = Journal(tmp_path / "events.jsonl")
    journal.append("whole")
    before = journal.path.read_bytes()

    journal.mend()

    assert journal.path.read_bytes() == before


def test_follower_waits_for_the_end_of_a_line(tmp_path):
    """A follower gives each event once, and only when it is there as a whole."""
    path = tmp_path / "events.jsonl"
    follower = Follower(path)
    path.write_bytes(b'{"event": "one"}\n{"event": ')
    first = list(follower)

    with path.open("ab") as file:
        file.write(b'"two"}\n')

    assert [each["event"] for each in first] == ["one"]
    assert [each["event"] for each in follower] == ["two"]
    assert list(follower) == []


def test_values_json_cannot_hold_are_written_as_text(tmp_path):
    """An unusual value does not cost the event."""
    journal = Journal(tmp_path / "events.jsonl")

    journal.append(
        "odd",
        value={
            1,
        },
    )

    assert journal.read()[0]["value"] == "{1}"
