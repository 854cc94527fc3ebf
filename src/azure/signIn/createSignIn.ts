import type { SignIn } from "../accounts";
import { AzureError } from "../azureError";
import type { Cloud } from "./cloud";
import { createIdentitySignIn } from "./identitySignIn";
import { azureCliSource, environmentSource } from "./identitySources";
import { vscodeMicrosoftSessions } from "./microsoftSessions";
import { createVscodeSignIn } from "./vscodeSignIn";

/**
 * The sign-in that the setting `managedIdentities.signIn` chooses: `vscode`, `azureCli` or `environment`.
 * Loads no sign-in library: each does so when it is first asked for something.
 * @throws AzureError `badSettings` for any other value
 */
export function createSignIn(choice: string, cloud: () => Cloud): SignIn {
  switch (choice) {
    case "vscode":
      return createVscodeSignIn(cloud, vscodeMicrosoftSessions);
    case "azureCli":
      return createIdentitySignIn(cloud, azureCliSource);
    case "environment":
      return createIdentitySignIn(cloud, environmentSource(process.env));
    default:
      throw new AzureError({ reason: "badSettings", setting: "managedIdentities.signIn", detail: "unknownValue" });
  }
}
