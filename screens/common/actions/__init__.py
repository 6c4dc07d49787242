"""Commands that several screens are composed of, by what they are about; what one is, says :mod:`.commands`."""
