"""Who somebody is comes from allauth, what they may do from rules, and from nowhere else."""

import rules
from allauth.account.auth_backends import AuthenticationBackend

from akun.models import Pengguna


class AkunBackend(AuthenticationBackend):
    """The only backend: rows of django.contrib.auth (groups, permissions) give no right."""

    def get_user(self, user_id):
        """The user with its kabupaten, which every page names: one query instead of two."""
        user = Pengguna.objects.select_related("kabupaten").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj, perm, obj=None):
        return user_obj.is_active and rules.has_perm(perm, user_obj, obj)

    def has_module_perms(self, user_obj, app_label):
        return False

    def get_all_permissions(self, user_obj, obj=None):
        return set()
