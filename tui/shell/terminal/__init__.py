"""What stands between the terminal and the app.

The driver, the signals, keys typed ahead.
"""
