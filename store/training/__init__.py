"""Whether trainers are ready, and which topics and departments have one: readiness and coverage."""
