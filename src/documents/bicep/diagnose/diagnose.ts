import { atOnce, type Sliced } from "../../sliced";
import type { BicepFile, BicepResource } from "../model";
import type { IdentityBlock } from "../read/identityReading";
import { faultInTheWay } from "../write/faults";
import { blockDiagnostics } from "./blockDiagnostics";
import type { BicepDiagnostic } from "./diagnostic";
import { findingReadings, findingRetiredExtensions } from "./mentions";

/** The block that a resource has for certain: its own, or the variable that it is. A parameter's default may be overridden. */
function certainBlock({ identity }: BicepResource): IdentityBlock | undefined {
  if (identity.kind === "block") {
    return identity.block;
  }
  return identity.kind === "expression" && identity.declaration?.kind === "variable" ? identity.declared : undefined;
}

/** Finds all that is wrong with the identities of a file, in the order of the text, each place and code once. */
export function* diagnosing(file: BicepFile): Sliced<readonly BicepDiagnostic[]> {
  const found: BicepDiagnostic[] = [];
  for (const resource of file.resources) {
    const block = faultInTheWay(resource) === undefined ? certainBlock(resource) : undefined;
    if (block !== undefined) {
      found.push(...blockDiagnostics(file, resource, block));
    }
    yield;
  }
  found.push(...(yield* findingReadings(file)), ...(yield* findingRetiredExtensions(file)));
  const distinct = new Map(found.map((each) => [`${each.range.start} ${each.facts.code}`, each]));
  return [...distinct.values()].sort((left, right) => left.range.start - right.range.start);
}

/** The same in one go. */
export function diagnose(file: BicepFile): readonly BicepDiagnostic[] {
  return atOnce(diagnosing(file));
}
