import type { Knowledge } from "../../plan/knowledge";
import type { Demand } from "../../plan/planInDocument";
import type { Permission } from "../../planQuestion";
import type { BicepFile, BicepResource } from "../model";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import type { DeclaredPart } from "./declaredParts";
import type { ChangeOptions } from "./outcome";

/** One change of one resource, with everything that the decision about it rests on. */
export interface Work {
  readonly file: BicepFile;
  readonly resource: BicepResource;
  readonly options: ChangeOptions;
  readonly block: IdentityBlock | undefined;
  /** The parts that are edited where they are declared. */
  readonly declared: readonly DeclaredPart[];
  readonly knowledge: Knowledge<IdentityEntry>;
  readonly demand: Demand;
}

/** Whether a user has asked for that plainly. */
export function may({ allow }: ChangeOptions, permission: Permission): boolean {
  return allow.includes(permission);
}
