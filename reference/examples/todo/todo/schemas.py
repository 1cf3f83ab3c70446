"""What requests may say, and what answers look like."""

from flask import url_for
from marshmallow import EXCLUDE, Schema, fields
from marshmallow.validate import Length, Range


class CredentialsSchema(Schema):
    """A name and a password."""

    name = fields.String(required=True, validate=Length(1, 30))
    password = fields.String(required=True, validate=Length(8, 200))


class AccountSchema(Schema):
    """What is shown of an account."""

    id = fields.Integer()
    name = fields.String()


class TaskSchema(Schema):
    """A task, in requests and in answers."""

    url = fields.Function(lambda task: url_for("tasks.task", task_id=task.id))
    text = fields.String(required=True, validate=Length(1, 200))
    done = fields.Boolean()
    due = fields.Date(allow_none=True)
    created = fields.DateTime(dump_only=True)


class SearchSchema(Schema):
    """Which tasks are wanted; other parameters of the query mean nothing."""

    class Meta:
        """How the schema treats what it does not know."""

        unknown = EXCLUDE

    done = fields.Boolean()
    page = fields.Integer(load_default=1, validate=Range(1, 1_000_000))
    size = fields.Integer(load_default=20, validate=Range(1, 100))
