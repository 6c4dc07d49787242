"""What stands between the terminal and the app: the driver, the signals, keys typed ahead."""
