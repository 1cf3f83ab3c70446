"""Who is told: the console, CTRF and JUnit files."""
