import type { TreeNode } from "../../ui/nodes";
import { warningUri } from "../../ui/shown/decoration";
import type { RowItem } from "../../ui/shown/tree";
import { inARow } from "../../ui/words/inARow";
import { describeWarningsBelow } from "../../ui/words/warnings";

/** Has a row decorated where something is wrong with it, or with rows below it, which may be closed. */
export function markWarnings(item: RowItem, { id }: TreeNode, own: readonly string[], below: number): void {
  if (own.length + below > 0) {
    const text = inARow([...own, ...describeWarningsBelow(below)]);
    item.resourceUri = warningUri(id, { text, below: own.length > 0 ? 0 : below });
  }
}
