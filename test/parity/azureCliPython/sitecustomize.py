"""Lets Debian's Azure CLI work with role assignments.

Debian puts version 2.45 of the CLI beside a later SDK, whose operations call `_config` what the CLI reads as `config`: every
`az role` command ends there, before any request. Python loads this file before the CLI and gives the SDK both names. The CLI
itself stays as it is.
"""

try:
    from azure.mgmt.authorization import AuthorizationManagementClient as Client
except ImportError:
    Client = None


def with_config(name):
    operations = getattr(Client, name).fget

    def read(self):
        found = operations(self)
        if not hasattr(found, "config") and hasattr(found, "_config"):
            found.config = found._config
        return found

    setattr(Client, name, property(read))


for each in ("role_assignments", "role_definitions"):
    if isinstance(getattr(Client, each, None), property):
        with_config(each)
