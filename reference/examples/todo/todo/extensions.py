"""The extensions; they belong to no application until one initializes them."""

from flask_jwt_extended import JWTManager
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase


class Model(DeclarativeBase):
    """What all tables have in common: an id is never used again, for a token may still name it."""

    __table_args__ = ({"sqlite_autoincrement": True},)


db = SQLAlchemy(model_class=Model)
jwt = JWTManager()
