import type { Subscription } from "../../src/azure/accounts";
import type { ComputeGateway, ComputeSnapshot } from "../../src/azure/gateways";
import { readComputeResource } from "../../src/azure/readResource";
import { isWire, textMember } from "../../src/azure/wire";
import type { IdentityChange } from "../../src/identity/identityChange";
import { MutationService } from "../../src/mutation/mutationService";
import type { Emulator } from "../emulator/emulator";
import { subscriptionId } from "./parityEstate";

/** The API version that the extension's own calls use here. */
const API_VERSION = "2024-07-01";

/** A bearer token of the emulator. */
export async function accessToken({ url, credentials }: Emulator): Promise<string> {
  const { tenantId, clientId, clientSecret } = credentials;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: `${url}/.default`,
  });
  const answer = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body: form });
  const body: unknown = await answer.json();
  const token = isWire(body) ? textMember(body, "access_token") : undefined;
  if (token === undefined) {
    throw new Error(`no token: ${JSON.stringify(body)}`);
  }
  return token;
}

/** The wire below the mutation service, without the SDK: one request each. Operations of these emulators end at once. */
function plainGateway(url: string, token: string): ComputeGateway {
  async function call(id: string, init: { method: string; headers?: Record<string, string>; body?: string }) {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", ...init.headers };
    const answer = await fetch(`${url}${encodeURI(id)}?api-version=${API_VERSION}`, { ...init, headers });
    const body: unknown = await answer.json();
    if (!answer.ok) {
      throw new Error(`${init.method} ${id}: ${answer.status} ${JSON.stringify(body)}`);
    }
    return { body, etag: answer.headers.get("etag") ?? undefined };
  }
  async function read(id: string): Promise<ComputeSnapshot> {
    const { body, etag } = await call(id, { method: "GET" });
    const resource = readComputeResource(body);
    if (resource === undefined) {
      throw new Error(`${id} cannot be read`);
    }
    return { resource, etag };
  }
  return {
    read: (_, id) => read(id),
    patchIdentity: async (_, id, identity, { ifMatch }) => {
      const headers = ifMatch === undefined ? {} : { "if-match": ifMatch };
      await call(id, { method: "PATCH", headers, body: JSON.stringify({ identity }) });
      return await read(id);
    },
  };
}

const subscription: Subscription = {
  subscriptionId,
  name: "mySubscription",
  tenant: { tenantId: "", displayName: undefined, account: { id: "", label: "" } },
};

/** Makes a change as the extension does, through its mutation service, and fails where the service does not call it verified. */
export async function changeAsExtension(emulator: Emulator, resourceId: string, change: IdentityChange): Promise<void> {
  const service = new MutationService(plainGateway(emulator.url, await accessToken(emulator)));
  const plan = await service.plan(subscription, resourceId, change, new AbortController().signal);
  const outcome = await service.apply(plan, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    agreeAgain: () => Promise.resolve(false),
  });
  if (outcome.kind !== "verified" && outcome.kind !== "noOp") {
    throw new Error(`the extension's change of ${resourceId} ended as ${outcome.kind}`);
  }
}
