"""Authorisation of views: scope first (404), then right (403)."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404


def perm_required(perm, *, scope=None, lookup="pk"):
    """Require the permission `perm`; with `scope`, fetch the object from scope(user) first.

    Outside the scope the object does not exist (404); inside it but not allowed is 403.
    The view receives the object instead of its key, so it cannot fetch another. `lookup` names
    both the URL keyword and the model field.
    """

    def decorator(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            obj = None
            if scope is not None:
                obj = get_object_or_404(scope(request.user), **{lookup: kwargs.pop(lookup)})
                args = (obj, *args)
            if not request.user.has_perm(perm, obj):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        wrapper.perm_required = perm  # read by the access walk in tests
        wrapper.scope, wrapper.lookup = scope, lookup
        return wrapper

    return decorator
