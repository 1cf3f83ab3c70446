"""``python -m flask_conformance`` and the console command ``flask-conformance``."""

from flask_conformance.cli import main

if __name__ == "__main__":
    main()
