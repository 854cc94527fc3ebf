import { type Emulator } from "../src/emulator";
import { isObject, textAt, type JsonObject } from "../src/json";
import { trustCertificate } from "../src/trust";

export interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Another token than the client's own; an empty text sends none. */
  readonly token?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; `undefined` where there was none. */
  readonly body: unknown;
}

/** A bare HTTP client for an emulator: no SDK between the test and the wire. */
export interface TestClient {
  readonly token: string;
  send(method: string, pathOrUrl: string, sent?: Sent): Promise<Received>;
}

/** Signs in to a tenant of the emulator, the first where none is given, and trusts its certificate in this process. */
export async function testClient(emulator: Emulator, tenantId = emulator.credentials.tenantId): Promise<TestClient> {
  trustCertificate(emulator.certificatePem);
  const answer = await requestToken(emulator, tenantId);
  const token = textAt(answer.body, "access_token") ?? "";
  return {
    token,
    send: (method, pathOrUrl, sent = {}) => {
      const given = sent.token ?? token;
      const authorization = given === "" ? {} : { authorization: `Bearer ${given}` };
      return exchange(emulator, method, pathOrUrl, { ...sent, headers: { ...authorization, ...sent.headers } });
    },
  };
}

/** The client-credentials grant, with members of the form replaced or added. */
export function requestToken(
  emulator: Emulator,
  tenantId: string,
  form: Readonly<Record<string, string>> = {},
): Promise<Received> {
  const { clientId, clientSecret } = emulator.credentials;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: `${emulator.url}/.default`,
    ...form,
  });
  return exchange(emulator, "POST", `/${tenantId}/oauth2/v2.0/token`, { body });
}

async function exchange(emulator: Emulator, method: string, pathOrUrl: string, sent: Sent): Promise<Received> {
  const form = sent.body instanceof URLSearchParams || typeof sent.body === "string";
  const body = form ? String(sent.body) : sent.body === undefined ? undefined : JSON.stringify(sent.body);
  const type =
    body === undefined ? {} : { "content-type": form ? "application/x-www-form-urlencoded" : "application/json" };
  const response = await fetch(new URL(pathOrUrl, emulator.url), {
    method,
    headers: { ...type, ...sent.headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** The items of a list answer. */
export function itemsOf(received: Received): readonly JsonObject[] {
  const value: unknown = isObject(received.body) ? received.body["value"] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** `error` of a refusal. */
export function errorOf(received: Received): JsonObject {
  const error: unknown = isObject(received.body) ? received.body["error"] : undefined;
  return isObject(error) ? error : {};
}
