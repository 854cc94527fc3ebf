import type { NamedResource } from "../../documentResource";
import type { BicepResource } from "../model";
import { memberNamed } from "../syntax/walk";

/**
 * The name of a resource as users find it in the file: as it is deployed where the file spells that out, or else its symbol. A module is
 * given the name as a parameter.
 */
export function nameOf({ holder, symbol }: Pick<BicepResource, "holder" | "symbol">): NamedResource {
  const value = memberNamed(holder, "name")?.value;
  const [only] = value?.kind === "string" && value.parts.length === 1 ? value.parts : [];
  return { label: typeof only === "string" && only !== "" ? only : symbol };
}
