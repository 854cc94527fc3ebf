import { ignoreChanges } from "../locate/machines";
import { listOf, listPart } from "../read/identityList";
import type { Block } from "../syntax/nodes";
import { editsOf, type EditResult, inserting, replacing } from "./edit";
import { isOnOneLine, newlineAt } from "./lines";
import { addToList } from "./listEdits";
import { insertMember } from "./memberEdits";
import { indentInBlock } from "./members";
import type { Step } from "./steps";

function newLifecycle(block: Block, step: Parameters<Step>[0]): EditResult {
  const { main } = step.configuration;
  const { inner, unit } = indentInBlock(block, main);
  const newline = newlineAt(main.text, block.open);
  const lines = ["lifecycle {", `${unit}ignore_changes = [identity]`, "}"].map((line) => inner + line).join(newline);
  const last = [...block.body.attributes, ...block.body.blocks].sort((a, b) => a.start - b.start).at(-1);
  const close = block.close ?? block.end;
  if (last === undefined) {
    return isOnOneLine(main.text, { start: block.open, end: close })
      ? editsOf(replacing(undefined, { start: block.open + 1, end: close }, newline + lines + newline))
      : editsOf(inserting(undefined, block.open + 1, newline + lines));
  }
  const trailing = block.comments.find(
    ({ start }) => start >= last.end && !main.text.slice(last.end, start).includes("\n"),
  );
  return editsOf(inserting(undefined, trailing?.end ?? last.end, newline + newline + lines));
}

/** Has Terraform leave the identity of the machine alone: `lifecycle { ignore_changes = [identity] }`. */
export const ignoreIdentityChanges: Step = (model, { block, ignores }) => {
  const { configuration } = model;
  if (block === undefined || ignores !== undefined) {
    return editsOf();
  }
  const attribute = ignoreChanges(block);
  const lifecycle = block.body.blocks.find(({ type }) => type === "lifecycle");
  if (lifecycle === undefined) {
    return newLifecycle(block, model);
  }
  if (attribute === undefined) {
    const holder = { holder: { kind: "body", block: lifecycle }, file: configuration.main } as const;
    return insertMember(holder, () => ["ignore_changes = [identity]"], {});
  }
  const { value } = attribute;
  if (value.kind !== "list") {
    return { kind: "refused", refusal: { reason: "listMalformed", range: { start: value.start, end: value.end } } };
  }
  const list = listOf(listPart(configuration, value, configuration.main));
  return addToList(list, [{ key: "identity", text: "identity" }]);
};
