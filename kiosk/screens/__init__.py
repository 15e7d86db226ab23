"""What a visitor or an agent sees in the terminal."""
