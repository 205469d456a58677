"""Sign in without the form: the stories begin behind the door."""

from django.test import Client
from playwright.sync_api import Page


def masuk(page: Page, pengguna, live_server) -> None:
    client = Client()
    client.force_login(pengguna)
    kue = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([kue | {"url": live_server.url}])
