"""What a machine in the hall needs around the kiosk."""
