import type { TerraformDocument } from "../../../../src/documents/terraform/seam/terraformDocument";
import { type Beside, open } from "./changes";

/** A virtual machine of azurerm. @param inner its blocks, indented and with a blank line behind them */
export const vm = (inner: string, rest = "") => `resource "azurerm_linux_virtual_machine" "x" {
  name = "vm"

${inner}  os_disk {
    caching = "None"
  }
}
${rest}`;

/** An identity block as `terraform fmt` leaves it, with a blank line behind it. */
export const identity = (type: string, list = "") =>
  list === ""
    ? `  identity {\n    type = "${type}"\n  }\n\n`
    : `  identity {\n    type         = "${type}"\n    identity_ids = ${list}\n  }\n\n`;

/** A dynamic block of identities. */
export const dynamic = (forEach: string, inner: string) =>
  `  dynamic "identity" {\n    for_each = ${forEach}\n\n    content {\n      ${inner}\n    }\n  }\n\n`;

/** An identity that the configuration makes. */
export const A = "azurerm_user_assigned_identity.a.id";

/** The first machine of a document. */
export function firstOf({ resources }: TerraformDocument) {
  const [resource] = resources;
  if (resource === undefined) {
    throw new Error("There is no machine in the document.");
  }
  return resource;
}

/** What is said of the first machine: whether it has a system-assigned identity, and the texts of the others. */
export function said(text: string, beside: Beside = {}): unknown {
  const { identity: read } = firstOf(open(text, beside));
  return read.kind === "unknown"
    ? read.reason
    : [
        read.systemAssigned,
        read.userAssigned === "unknown" ? "unknown" : read.userAssigned.map(({ text: each }) => each),
      ];
}
