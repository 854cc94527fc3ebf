import type { ListPart } from "../read/identityReading";

/**
 * What a list is the value of, where that is no place for references: a file of values, or the default of a variable; undefined where
 * it is none.
 */
export function constantAround({ file, node }: ListPart): string | undefined {
  if (file.path?.endsWith(".tfvars") === true) {
    return file.path;
  }
  const around = file.blocks.find(
    ({ block }) => block !== undefined && block.start <= node.start && node.end <= block.end,
  );
  return around?.piece.type === "variable" ? `var.${around.piece.labels[0] ?? ""}` : undefined;
}
