import { holderName } from "../../holderName";
import { parseResourceId, resourceName } from "../../../identity/resourceId";

/** A name that Terraform takes, made of the name of something. */
export function terraformName(name: string): string {
  const plain = name
    .replaceAll(/[^\w-]+/g, "_")
    .replaceAll("-", "_")
    .toLowerCase();
  return /^[a-z_]/.test(plain) ? plain : `identity_${plain}`;
}

/** The name of a variable or local value that holds an identity's id: `id-web-api` becomes `web_api_identity_id`. */
export function holderFor(id: string): string {
  return holderName(resourceName(id))
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** The wanted name, or the first one with a number behind it that fits. */
export function firstFitting(wanted: string, fits: (name: string) => boolean): string {
  let name = wanted;
  for (let count = 2; !fits(name); count++) {
    name = `${wanted}_${count}`;
  }
  return name;
}

const REFERENCE = /^(?:data\.)?azurerm_user_assigned_identity\.([\w-]+(?:\[[^\]]*\])?)\.id$/;

/** The name of the identity that a text stands for. */
export function identityName(text: string): string {
  return parseResourceId(text) === undefined ? (REFERENCE.exec(text.trim())?.[1] ?? text) : resourceName(text);
}
