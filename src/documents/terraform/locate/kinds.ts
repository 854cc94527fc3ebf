import type { DocumentResourceKind } from "../../documentResource";
import { documentResourceKind } from "../../resourceKind";

/** How a kind of block holds identities. */
export type IdentityForm =
  /** `identity { type, identity_ids }` of a resource of azurerm. */
  | "azurerm"
  /** The same of a resource of azapi, which knows `None` too. */
  | "azapi"
  /** `managed_identities = { system_assigned, user_assigned_resource_ids }` of a module. */
  | "module";

/** What a block of the configuration deploys. */
export interface MachineKind {
  readonly kind: DocumentResourceKind;
  readonly form: IdentityForm;
  /** A scale set's mode, where the kind of block decides it. */
  readonly orchestrationMode: "Uniform" | "Flexible" | "unknown" | undefined;
}

const machine: MachineKind = { kind: "virtualMachine", form: "azurerm", orchestrationMode: undefined };
const uniform: MachineKind = { kind: "scaleSet", form: "azurerm", orchestrationMode: "Uniform" };

/** The resources of azurerm that carry identities of machines (docs/azure-behaviour.md#terraform-machines). */
const AZURERM: ReadonlyMap<string, MachineKind> = new Map([
  ["azurerm_linux_virtual_machine", machine],
  ["azurerm_windows_virtual_machine", machine],
  ["azurerm_virtual_machine", machine],
  ["azurerm_linux_virtual_machine_scale_set", uniform],
  ["azurerm_windows_virtual_machine_scale_set", uniform],
  ["azurerm_virtual_machine_scale_set", uniform],
  ["azurerm_orchestrated_virtual_machine_scale_set", { ...uniform, orchestrationMode: "Flexible" }],
]);

const MODULE =
  /^(?:registry\.(?:terraform|opentofu)\.(?:io|org)\/)?azure\/avm-res-compute-(virtualmachine|virtualmachinescaleset)\/azurerm$/i;
const MODULE_REPOSITORY =
  /github\.com[/:]azure\/terraform-azurerm-avm-res-compute-(virtualmachine|virtualmachinescaleset)(?:\.git)?(?:\?|$)/i;

/** What a resource of azurerm is; undefined for all that are no machines. */
export function azurermKind(type: string): MachineKind | undefined {
  return AZURERM.get(type);
}

/** What a resource of azapi is by its `type`; a set's mode stands in its body. */
export function azapiKind(type: string): MachineKind | undefined {
  const kind = documentResourceKind(type.replace(/@.*$/s, ""));
  const orchestrationMode = kind === "scaleSet" ? "unknown" : undefined;
  return kind === undefined ? undefined : { kind, form: "azapi", orchestrationMode };
}

/** What a copy in a folder is called after: the modules' own examples name the blocks that call them so. */
const NAMED_AFTER = /(?:^|_)avm_res_compute_(virtualmachine|virtualmachinescaleset)$/i;

/** What a module is by its source: one of the two Azure Verified Modules. Its scale sets are Flexible. @param name that of its block */
export function moduleKind(source: string, name: string): MachineKind | undefined {
  const copied = /^\.\.?\//.test(source) ? NAMED_AFTER.exec(name.replaceAll("-", "_")) : null;
  const module = (MODULE.exec(source) ?? MODULE_REPOSITORY.exec(source) ?? copied)?.[1]?.toLowerCase();
  switch (module) {
    case "virtualmachine":
      return { kind: "virtualMachine", form: "module", orchestrationMode: undefined };
    case "virtualmachinescaleset":
      return { kind: "scaleSet", form: "module", orchestrationMode: "Flexible" };
    default:
      return undefined;
  }
}
