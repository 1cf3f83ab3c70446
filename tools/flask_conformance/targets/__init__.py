"""What is judged: from what the user names to a module in an environment."""
