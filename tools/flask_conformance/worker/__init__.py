"""What runs in the environment of a target: pytest, Hypothesis and httpx, nothing of the controller."""
