"""Browsers by the names their users know."""

from django import template


register = template.Library()

# The order matters: Edge and Opera call themselves Chrome, too, and Chrome calls itself Safari.
PERAMBAN = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SISTEM = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


@register.filter
def nama_perangkat(user_agent):
    """ "Mozilla/5.0 (Linux; Android 14) … Chrome/125…" → "Chrome di Android"."""
    peramban = next((nama for tanda, nama in PERAMBAN.items() if tanda in user_agent), None)
    sistem = next((nama for tanda, nama in SISTEM.items() if tanda in user_agent), None)
    return f"{peramban or 'Peramban lain'} di {sistem or 'sistem lain'}"
