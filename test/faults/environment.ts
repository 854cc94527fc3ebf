import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Certificate, makeCertificate } from "../emulator/src/certificate";
import { sampleApplication } from "../emulator/src/estate/sampleEstate";
import { trustCertificate } from "../emulator/src/trust";
import { startEmulator } from "../emulator/src/emulator";
import { Activity } from "./activity";
import { Changes } from "./changes";
import { faultEstate, tenantId } from "./estate";
import { Session } from "./session";
import { Witness } from "./witness";

/** The product loads its parts when it first needs them, which no virtual time can wait for: all of them are needed once before. */
async function loadAll(certificate: Certificate): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "faults-"));
  const emulator = await startEmulator({ seed: faultEstate, certificate });
  try {
    const session = new Session(emulator, folder, new Activity(), () => undefined);
    const target = { resource: "plain", change: { kind: "enableSystemAssigned" } } as const;
    const witness = new Witness({ now: () => 0, control: () => emulator.control, seen: () => [] });
    await new Changes(session, witness, new AbortController().signal).make([target], { kind: "change" }, false);
    await session.inventory.load();
    await session.close();
  } finally {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What all histories share: a certificate that this process trusts, and the variables that the product signs in by. */
export async function prepare(): Promise<{ readonly certificate: Certificate; readonly end: () => Promise<void> }> {
  const certificate = await makeCertificate();
  trustCertificate(certificate.pem);
  const variables = {
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: sampleApplication.clientId,
    AZURE_CLIENT_SECRET: sampleApplication.clientSecret,
  };
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  await loadAll(certificate);
  return {
    certificate,
    end: async () => {
      for (const [name, value] of before) {
        if (value === undefined) {
          Reflect.deleteProperty(process.env, name);
        } else {
          process.env[name] = value;
        }
      }
      await certificate.remove();
    },
  };
}
