import { l10n } from "vscode";
import type { UserAssignedIdentity } from "../../identity/identityState";
import { resourceName } from "../../identity/resourceId";
import type { LostPart } from "../../mutation/journal/journalUndoWishes";
import { formatNames } from "../../ui/words/change";

/** What has become of a user-assigned identity that was removed: deleted, or deleted and made again under the same name. */
export type LostFate = "gone" | "another";

/** Why what is lost cannot be brought back, in sentences. */
export function describeLosses(
  lost: readonly LostPart[],
  fateOf: (identity: UserAssignedIdentity) => LostFate | undefined,
): readonly string[] {
  const resources = lost.filter(({ identities }) => identities.systemAssigned).map(({ record }) => record.resourceId);
  const userAssigned = lost.flatMap(({ identities }) => identities.userAssigned);
  const withFate = (fate: LostFate) => userAssigned.filter((each) => fateOf(each) === fate).map(({ id }) => id);
  const [gone, another] = [withFate("gone"), withFate("another")];
  const names = (ids: readonly string[]) => formatNames([...new Set(ids.map(resourceName))]);
  return [
    ...(resources.length === 0
      ? []
      : [
          l10n.t(
            "The system-assigned identity of {0} no longer exists. Enabling it again creates a new identity, which must be granted access again.",
            names(resources),
          ),
        ]),
    ...(gone.length === 0 ? [] : [l10n.t("{0} no longer exists and can't be assigned again.", names(gone))]),
    ...(another.length === 0
      ? []
      : [
          l10n.t(
            "{0} was deleted and created again. It's a different identity with its own access, so undo doesn't assign it.",
            names(another),
          ),
        ]),
  ];
}
