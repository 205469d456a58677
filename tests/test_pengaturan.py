""".env.example names every variable that the settings read, with its real default."""

import ast
from pathlib import Path

from django.conf import settings


def settings_variables() -> dict[str, str | None]:
    """Name → default as written in an .env file; None where the default is computed."""
    tree = ast.parse((settings.BASE_DIR / "pati_pendampingan" / "settings.py").read_text())
    variables = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "env_secret":
            variables[node.args[0].value] = None
        is_env_call = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "env"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        )
        if is_env_call:
            default = next((kw.value for kw in node.keywords if kw.arg == "default"), None)
            variables[node.args[0].value] = env_text(default)
    return variables


def env_text(default: ast.expr | None) -> str | None:
    try:
        value = ast.literal_eval(default)
    except ValueError:
        return None
    if isinstance(value, list):
        return ",".join(value)
    return str(int(value)) if isinstance(value, bool) else str(value)


def example_variables(file: Path) -> dict[str, str]:
    lines = (line.removeprefix("#") for line in file.read_text().splitlines())
    pairs = (line.split("=", 1) for line in lines if line[:1].isupper() and "=" in line)
    return {name: value for name, value in pairs if name.isupper()}


def test_env_example_names_every_variable_with_its_default():
    from_settings = settings_variables()
    from_example = example_variables(settings.BASE_DIR / ".env.example")

    assert set(from_example) == set(from_settings)
    known = {name: default for name, default in from_settings.items() if default is not None}
    assert {name: from_example[name] for name in known} == known
