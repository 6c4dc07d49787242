"""The app around the screens.

Start, navigation, palette, help, themes, own keys, keys typed ahead, the terminal, crash report.
"""
