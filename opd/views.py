"""Pages of opd."""
