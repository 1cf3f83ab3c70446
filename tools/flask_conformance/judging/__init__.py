"""How it is run: workers that may die, and the controller that goes on."""
