"""The executable specification of the Flask API: reads, runs, compares and reports."""
