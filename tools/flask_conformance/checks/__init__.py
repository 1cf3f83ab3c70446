"""What is run: the list of checks, the folder that workers are given, and the choice of a run."""
