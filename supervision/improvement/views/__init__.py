"""Pages of programmes: the office's, the schools', teams, meetings, rollout, cooperation, mentoring."""
