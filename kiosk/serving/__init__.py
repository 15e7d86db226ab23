"""The kiosk in a browser, on this machine only."""
