"""Where printed pages go."""
