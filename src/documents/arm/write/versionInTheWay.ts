import { lowestVersion } from "../../plan/apiVersions";
import { blockShape, raisedApiVersion } from "../plan/blockShape";
import type { IdentityBlock } from "../read/identityReading";
import { missing } from "./listEdits";
import type { ListShape } from "../../planQuestion";
import type { Question } from "./outcome";
import { may, type Work } from "./work";

/** The question that an API version raises which cannot hold what the change adds. */
export function versionInTheWay(work: Work): Question | undefined {
  const { resource, demand, options } = work;
  const { difference } = demand.plan;
  const shape = blockShape(resource);
  const lacksSystemAssigned = shape === "none" && difference.systemAssigned === "enabled";
  const lacksUserAssigned = (shape === "none" || shape === "systemAssignedOnly") && difference.assigned.length > 0;
  if (!(lacksSystemAssigned || lacksUserAssigned) || may({ options }, "raiseApiVersion")) {
    return undefined;
  }
  return {
    kind: "apiVersionTooOld",
    apiVersion: resource.apiVersion,
    lowest: lowestVersion(resource.kind, lacksUserAssigned ? "userAssigned" : "systemAssigned"),
    offered: raisedApiVersion(resource),
  };
}

function presentShape(block: IdentityBlock | undefined): ListShape | undefined {
  const isThere = (shape: ListShape) => block?.[shape].kind === "list" || block?.[shape].kind === "expression";
  return isThere("dictionary") ? "dictionary" : isThere("array") ? "array" : undefined;
}

/** The shape to write a list in, or what has to be asked first. */
export function chooseShape(work: Work, raises: boolean): ListShape | Question {
  const { block, demand, resource, options, template } = work;
  const decided = raises ? "dictionary" : blockShape(resource);
  const wanted = decided === "array" || decided === "dictionary" ? decided : undefined;
  const present = presentShape(block);
  if (wanted === undefined) {
    const shape = present ?? options.shapeIfUnknown;
    const needsList = demand.plan.difference.assigned.length > 0;
    return shape ?? (needsList ? { kind: "apiVersionUnknown", apiVersion: resource.apiVersion } : "dictionary");
  }
  const texts = demand.list === "keep" || demand.list === "unknown" ? [] : demand.list;
  const keys = texts.map((text) => ({ text, key: template.canonical.key(text, resource.resource.scope) }));
  const addsHere = block !== undefined && missing(block, keys).length > 0;
  const isElsewhere = present !== undefined && block?.[wanted].kind !== "list" && present !== wanted;
  if (addsHere && isElsewhere && !raises && !may(work, "convertShape")) {
    return { kind: "wrongShape", has: present, wants: wanted };
  }
  return addsHere || raises || !isElsewhere ? wanted : present;
}
