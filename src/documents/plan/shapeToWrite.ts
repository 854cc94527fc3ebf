import type { IdentityShape } from "../../identity/apiVersion";
import type { ListShape } from "../planQuestion";
import { allEntries, type StatedBlock, type StatedEntry } from "./knowledge";
import type { Demand } from "./planInDocument";

/** The class of identities that a change adds and an API version of this shape cannot hold. */
export function lackedClass(
  shape: IdentityShape | undefined,
  { plan: { difference } }: Demand,
): "systemAssigned" | "userAssigned" | undefined {
  if ((shape === "none" || shape === "systemAssignedOnly") && difference.assigned.length > 0) {
    return "userAssigned";
  }
  return shape === "none" && difference.systemAssigned === "enabled" ? "systemAssigned" : undefined;
}

/** What the API version of a resource and the user say of the shape of a list. */
export interface ShapeChoice {
  /** What the version takes; undefined where it is not known. */
  readonly shape: IdentityShape | undefined;
  /** Whether the version is raised with the change. */
  readonly raises: boolean;
  readonly mayConvert: boolean;
  readonly shapeIfUnknown: ListShape | undefined;
}

/** What has to be asked before a list is written. */
export type ShapeQuestion =
  | { readonly kind: "apiVersionUnknown" }
  | { readonly kind: "wrongShape"; readonly has: ListShape; readonly wants: ListShape };

/**
 * The shape to write a list in, or what has to be asked first.
 * @param block the one that is there
 * @param keyOf as the entries of the block have it
 */
export function chooseShape(
  block: StatedBlock<StatedEntry> | undefined,
  demand: Demand,
  { shape, raises, mayConvert, shapeIfUnknown }: ShapeChoice,
  keyOf: (text: string) => string,
): ListShape | ShapeQuestion {
  const isThere = (each: ListShape) => block?.[each].kind === "list" || block?.[each].kind === "expression";
  const present = isThere("dictionary") ? "dictionary" : isThere("array") ? "array" : undefined;
  const wanted = raises || shape === "dictionary" ? "dictionary" : shape === "array" ? "array" : undefined;
  if (wanted === undefined) {
    const needsList = demand.plan.difference.assigned.length > 0;
    return present ?? shapeIfUnknown ?? (needsList ? { kind: "apiVersionUnknown" } : "dictionary");
  }
  if (raises || present === undefined || present === wanted || block?.[wanted].kind === "list") {
    return wanted;
  }
  const texts = demand.list === "keep" || demand.list === "unknown" ? [] : demand.list;
  const listed = new Set((block === undefined ? [] : allEntries(block)).map(({ key }) => key));
  if (texts.every((text) => listed.has(keyOf(text)))) {
    return present;
  }
  return mayConvert ? wanted : { kind: "wrongShape", has: present, wants: wanted };
}
