"""Notices in the application: told by workflows, counted in the header, mailed once a week."""
