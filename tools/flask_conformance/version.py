"""The version of the suite; the distribution takes it from here."""

VERSION = "0.1.0"
