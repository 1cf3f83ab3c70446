"""What runs in the environment of a target: nothing here imports anything of the controller."""
