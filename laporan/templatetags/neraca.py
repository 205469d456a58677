"""Differences on screen."""

from django import template

from laporan.presentation.neraca_dtks import bertanda


register = template.Library()
register.filter("bertanda", bertanda)
