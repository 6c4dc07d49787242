"""Import of feedback and surveys: the answers of a form counted, their numbers averaged, their texts offered as quotes, no one named."""
