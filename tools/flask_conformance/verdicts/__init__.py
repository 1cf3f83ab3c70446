"""What came of it: outcomes, expectations, exit codes."""
