import { type Emulator } from "../emulator/src/emulator";
import { type Settings } from "./userSettings";

/** The settings that point the extension at an emulator; of machine scope, as all that choose an endpoint or a sign-in. */
export function emulatorSettings(emulator: Emulator): Settings {
  return {
    "managedIdentities.signIn": "environment",
    "managedIdentities.cloud.resourceManagerEndpoint": emulator.url,
    "managedIdentities.cloud.authority": emulator.url,
    "managedIdentities.cloud.audience": emulator.url,
    "managedIdentities.cloud.graphEndpoint": emulator.graphUrl,
  };
}

/** The environment of an extension host that signs in to an emulator and trusts its certificate. */
export function emulatorEnvironment(emulator: Emulator): Readonly<Record<string, string>> {
  const { tenantId, clientId, clientSecret } = emulator.credentials;
  return {
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: clientSecret,
    NODE_EXTRA_CA_CERTS: emulator.certificateFile,
  };
}
