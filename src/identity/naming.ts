/** What is wrong with a proposed name; `valid` where nothing is. */
export type NameCheck = "valid" | "tooShort" | "tooLong" | "badStart" | "badCharacter";

function checkName(name: string, shortest: number, longest: number): NameCheck {
  if (name !== "" && !/^[a-zA-Z0-9]/.test(name)) {
    return "badStart";
  }
  if (!/^[a-zA-Z0-9_-]*$/.test(name)) {
    return "badCharacter";
  }
  if (name.length < shortest) {
    return "tooShort";
  }
  return name.length > longest ? "tooLong" : "valid";
}

/** The rule for names of user-assigned identities: 3 to 128 characters (docs/azure-behaviour.md#name-of-a-user-assigned-identity). */
export function checkUserAssignedIdentityName(name: string): NameCheck {
  return checkName(name, 3, 128);
}

/** The rule for names of federated credentials: 3 to 120 characters (docs/azure-behaviour.md#federated-credentials). */
export function checkFederatedCredentialName(name: string): NameCheck {
  return checkName(name, 3, 120);
}

/**
 * The rule for names of resource groups: 1 to 90 characters (the OpenAPI files' common types), no period at the end. Letters are those of
 * any script for the service; a name here keeps to the plain ones.
 */
export function checkResourceGroupName(name: string): NameCheck | "badEnd" {
  if (name.length > 90) {
    return "tooLong";
  }
  if (!/^[a-zA-Z0-9._()-]*$/.test(name)) {
    return "badCharacter";
  }
  return name === "" ? "tooShort" : name.endsWith(".") ? "badEnd" : "valid";
}
