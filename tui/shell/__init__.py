"""The app around the screens: start, navigation, palette, help, themes, keys typed ahead, crash report."""
