import type { IdentityChange } from "../../../identity/identityChange";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { Knowledge } from "../../plan/knowledge";
import type { Demand } from "../../plan/planInDocument";
import type { IdentityBlock, IdentityEntry } from "../read/identityReading";
import type { DeclaredPart } from "./declaredParts";
import type { Permission } from "../../planQuestion";
import type { ChangeOptions } from "./changeOutcome";

/** One change on one resource, with everything that the decision about it rests on. */
export interface Work {
  readonly template: ArmTemplate;
  readonly resource: TemplateResource;
  readonly change: IdentityChange;
  readonly options: ChangeOptions;
  /** Whether a declaration that the block or a part of it is may be edited, as far as all who use it can hold the outcome. */
  readonly mayFit: boolean;
  /** The block to edit; undefined where a whole one has to be written. */
  readonly block: IdentityBlock | undefined;
  /** The entries that stand behind the list of the block, and are to stay there. */
  readonly torn: readonly IdentityEntry[];
  /** The parts of the block that are edited where they are declared, and those that could be. */
  readonly declared: readonly DeclaredPart[];
  readonly editable: readonly DeclaredPart[];
  readonly knowledge: Knowledge;
  readonly demand: Demand;
}

/** Whether a user has asked for that plainly. */
export function may(work: { readonly options: ChangeOptions }, permission: Permission): boolean {
  return work.options.allow?.includes(permission) === true;
}

/** Whether the change is made in a variable or parameter, and not in the resource. */
export function editsDeclaration({ resource, block, declared }: Work): boolean {
  return declared.length > 0 || (block !== undefined && resource.identity.kind === "expression");
}
