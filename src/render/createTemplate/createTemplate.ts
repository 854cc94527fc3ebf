import type { NewMachine } from "../../identity/newMachine";
import { armLiteral } from "../armLiteral";
import { machineResource, machineType } from "./machineResource";
import { networkResources } from "./networkResources";
import { roleResource } from "./roleResource";
import type { Json } from "./templateValue";

/** An ARM template, ready to be written as JSON. It holds no secret: a password is a `secureString` parameter without a default. */
export type CreateTemplate = Readonly<Record<string, Json>>;

/** The name of the parameter that a password goes into. */
export const PASSWORD_PARAMETER = "adminPassword";

const SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

function parameters(machine: NewMachine): CreateTemplate {
  const text = (value: string): Json => ({ type: "string", defaultValue: armLiteral(value) });
  const { signIn } = machine;
  return {
    name: text(machine.name),
    location: text(machine.location),
    size: text(machine.size),
    ...(machine.kind === "scaleSet" ? { instanceCount: { type: "int", defaultValue: machine.instanceCount } } : {}),
    adminUsername: text(machine.administrator),
    ...(signIn.kind === "sshKey"
      ? { sshPublicKey: text(signIn.publicKey) }
      : { [PASSWORD_PARAMETER]: { type: "secureString" } }),
  };
}

/** The template that makes a machine or scale set with its identities. Pure: the same input gives the same template. */
export function createTemplate(machine: NewMachine): CreateTemplate {
  return {
    $schema: SCHEMA,
    contentVersion: "1.0.0.0",
    parameters: parameters(machine),
    resources: [...networkResources(machine), machineResource(machine), ...roleResource(machine)],
    outputs: {
      resourceId: { type: "string", value: `[resourceId('${machineType(machine)}', parameters('name'))]` },
    },
  };
}
