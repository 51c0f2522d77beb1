"""Pages of the app: actions, procedures, their drafts, runs."""
