"""The information kiosk of a prefecture: decision tree, procedure sheets and checklists."""
