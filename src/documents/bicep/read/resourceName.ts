import type { NamedResource } from "../../documentResource";
import type { BicepResource } from "../model";
import { memberNamed } from "../syntax/walk";

/** The name of a resource as users find it in the file: as it is deployed where the file spells that out, or else its symbol. */
export function nameOf({ node, symbol }: Pick<BicepResource, "node" | "symbol">): NamedResource {
  const value = memberNamed(node.body, "name")?.value;
  const isPlain = node.kind === "resource" && value?.kind === "string" && value.parts.length === 1;
  const [only] = isPlain ? value.parts : [];
  return { label: typeof only === "string" && only !== "" ? only : symbol };
}
