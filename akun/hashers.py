from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with 64 MiB, t=3, p=4: above the OWASP minimum, and fits a small office server."""

    memory_cost = 65_536
    time_cost = 3
    parallelism = 4
