"""The pitch: problems, benefits and investment with their evidence, written at the depth its audience needs."""
