"""Pages of dtks."""
