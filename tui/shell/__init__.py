"""The app around the screens: start, navigation, palette, help, themes, own keys, keys typed ahead, the terminal, crash report."""
