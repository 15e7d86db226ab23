"""The kiosk in real terminals: a browser, VTE, tmux and a bare pseudo-terminal."""
