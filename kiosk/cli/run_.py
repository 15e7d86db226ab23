"""kiosk run: the full-screen kiosk in this terminal."""
