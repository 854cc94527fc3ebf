import * as vscode from "vscode";
import type { Self } from "../../azure/access/permissions";
import { type BatchRights, type MissingRight, rightsToAskFor } from "../../mutation/batch/batchRights";
import { lockOfManyInWords, missingAssignsInWords, missingWritesInWords, unaskedInWords } from "./batchNotesWords";
import { accessRequestText, type MissingRightWords } from "../../ui/words/permission";
import { heading } from "./lines";
import type { CopyLine } from "./permissionLines";

/** What stands in the person's way on `total` resources, counted; with the request for an administrator. */
export function batchRightsLines(
  { missing, locks, unasked }: BatchRights,
  selves: ReadonlyMap<string, Self>,
  total: number,
): CopyLine[] {
  const toAskFor = rightsToAskFor(missing);
  const writes = missing.filter(isWrite);
  const assigns = missing.filter((right) => !isWrite(right));
  const line = (icon: string, { headline, advice }: MissingRightWords): CopyLine => ({
    icon,
    label: headline,
    detail: advice,
  });
  const lines = [
    ...locks.map((lock) => line("lock", lockOfManyInWords(lock, total))),
    ...(writes.length === 0 ? [] : [line("warning", missingWritesInWords(writes, toAskFor.filter(isWrite), total))]),
    ...(assigns.length === 0 ? [] : [line("warning", missingAssignsInWords(assigns))]),
    ...requestLine(toAskFor, selves),
    ...(unasked === 0 ? [] : [line("info", unaskedInWords(unasked))]),
  ];
  return lines.length === 0 ? [] : [heading(vscode.l10n.t("What stands in your way")), ...lines];
}

const isWrite = ({ role }: MissingRight): boolean => role === "virtualMachineContributor";

/** Each directory knows the person by another id. */
function requestLine(rights: readonly MissingRight[], selves: ReadonlyMap<string, Self>): CopyLine[] {
  const byTenant = Map.groupBy(rights, ({ subscription }) => subscription.tenant.tenantId);
  const texts = [...byTenant].flatMap(([tenantId, ofTenant]) => {
    const self = selves.get(tenantId);
    return self === undefined ? [] : [accessRequestText(ofTenant, self)];
  });
  const [first = ""] = texts.join("\n").split("\n");
  return texts.length === 0
    ? []
    : [
        {
          icon: "copy",
          label: vscode.l10n.t("Copy the Request for an Administrator"),
          detail: first,
          copy: texts.join("\n"),
        },
      ];
}
