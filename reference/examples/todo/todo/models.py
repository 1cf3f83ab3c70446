"""The tables."""

from datetime import UTC, date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash

from .extensions import db


class Account(db.Model):
    """Somebody who has tasks."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    password_hash: Mapped[str]

    def set_password(self, password):
        """Keep what is enough to recognize the password."""
        self.password_hash = generate_password_hash(password)

    def has_password(self, password):
        """Whether it is this one."""
        return check_password_hash(self.password_hash, password)


class Task(db.Model):
    """Something to do, until a day or whenever."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(Account.id), index=True)
    text: Mapped[str] = mapped_column(String(200))
    done: Mapped[bool] = mapped_column(default=False)
    due: Mapped[date | None]
    created: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
