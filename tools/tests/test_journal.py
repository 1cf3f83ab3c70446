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


def test_mending_writes_over_nothing(tmp_path, monkeypatch):
    """What another process appends while a line is being mended stays whole."""
    journal = Journal(tmp_path / "events.jsonl")
    journal.path.write_bytes(b'{"event": "brok')
    open_file = type(journal.path).open

    def open_and_be_overtaken(path, mode):
        file = open_file(path, mode)
        read = file.read
        file.read = lambda size: (read(size), journal.append("meanwhile"))[0]
        return file

    monkeypatch.setattr(type(journal.path), "open", open_and_be_overtaken)
    journal.mend()
    monkeypatch.undo()
    journal.append("after")

    assert [each["event"] for each in journal.read()] == ["meanwhile", "after"]


def test_whole_event_behind_a_broken_one_counts(tmp_path):
    """An event that was appended to a broken line is found; text that looks like one is not."""
    journal = Journal(tmp_path / "events.jsonl")
    journal.path.write_bytes(b'{"event": "check-finished", "mess')
    journal.append("first", message='a "quoted" {"event": "none"}')
    journal.append("second")

    assert [each["event"] for each in journal.read()] == ["first", "second"]
    assert journal.read()[0]["message"] == 'a "quoted" {"event": "none"}'
