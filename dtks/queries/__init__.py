"""Reads of the social registry and of its corrections; every scope of the app."""

from dtks.queries.sumber import sumber_data_for_pengguna


__all__ = ["sumber_data_for_pengguna"]
