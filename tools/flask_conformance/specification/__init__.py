"""What must be true: the pages, read into a manifest, and traced to their checks."""
