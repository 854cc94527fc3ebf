import { l10n } from "vscode";
import type { AppRole } from "../../azure/access/directory";

/** A permission of an API by name; by IDs where the names may not be read. */
export function formatAppRole({ api, value, roleId }: AppRole): string {
  const role = value ?? l10n.t("app role {0}", roleId);
  return api === undefined ? role : l10n.t("{name} ({kind})", { name: role, kind: api });
}
