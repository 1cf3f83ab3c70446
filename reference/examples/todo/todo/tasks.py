"""Tasks: everybody sees and changes their own, and no others."""

from flask import Blueprint, abort, request
from flask.views import MethodView
from flask_jwt_extended import current_user, jwt_required

from .extensions import db
from .models import Task
from .schemas import SearchSchema, TaskSchema

api = Blueprint("tasks", __name__, url_prefix="/tasks")

schema = TaskSchema()


class Tasks(MethodView):
    """All tasks of the current account."""

    decorators = (jwt_required(),)

    def get(self):
        """List those that are searched for, the oldest first."""
        search = SearchSchema().load(request.args)
        query = own_tasks().order_by(Task.id)
        if "done" in search:
            query = query.filter_by(done=search["done"])
        page = db.paginate(query, page=search["page"], per_page=search["size"], error_out=False)
        return {
            "tasks": schema.dump(page.items, many=True),
            "page": page.page,
            "pages": page.pages,
            "total": page.total,
        }

    def post(self):
        """Add one."""
        task = Task(account_id=current_user.id, **schema.load(request.get_json()))
        db.session.add(task)
        db.session.commit()
        added = schema.dump(task)
        return added, 201, {"Location": added["url"]}


class OneTask(MethodView):
    """A task; those of others are not found."""

    decorators = (jwt_required(),)

    def get(self, task_id):
        """Show it."""
        return schema.dump(find(task_id))

    def patch(self, task_id):
        """Change what the request says, and leave the rest."""
        task = find(task_id)
        for name, value in schema.load(request.get_json(), partial=True).items():
            setattr(task, name, value)
        db.session.commit()
        return schema.dump(task)

    def delete(self, task_id):
        """Delete it."""
        db.session.delete(find(task_id))
        db.session.commit()
        return "", 204


def own_tasks():
    """The query for all tasks of the current account."""
    return db.select(Task).filter_by(account_id=current_user.id)


def find(task_id):
    """A task of the current account; stops with 404 if there is none."""
    return db.session.scalar(own_tasks().filter_by(id=task_id)) or abort(404, "No such task.")


api.add_url_rule("", view_func=Tasks.as_view("tasks"))
# No more digits than the database can count.
api.add_url_rule("/<int(max=9223372036854775807):task_id>", view_func=OneTask.as_view("task"))
