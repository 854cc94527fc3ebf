import type { EmulatedAzure } from "../../unit/azure/emulated";
import { identityId, resourceSeeds } from "../parityEstate";
import { articleText, curlBody, filledIn, hasArticles } from "./articleText";
import { cmdletCall } from "./cmdletCall";
import type { ParityRow } from "./row";

async function sendTo(
  url: string,
  token: string,
  { method, body }: { readonly method: string; readonly body?: string },
): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body }),
  });
  const received = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${url}: ${answer.status} ${received}`);
  }
  return received === "" ? undefined : JSON.parse(received);
}

/** Sends one request to the resource manager of the emulator. @throws Error where it is not answered with a success. */
export function send(
  { emulator }: EmulatedAzure,
  token: string,
  request: { readonly method: string; readonly id: string; readonly apiVersion: string; readonly body?: string },
): Promise<unknown> {
  return sendTo(`${emulator.url}${request.id}?api-version=${request.apiVersion}`, token, request);
}

/** The same for the emulator's Microsoft Graph. */
export function graphSend(
  { emulator }: EmulatedAzure,
  token: string,
  request: { readonly method: string; readonly path: string; readonly body?: string },
): Promise<unknown> {
  return sendTo(`${emulator.graphUrl}/v1.0${request.path}`, token, request);
}

/** A whole resource with an identity block, for a PUT. */
export function wholeResource({ resource }: ParityRow, name: string, identity: object): string {
  const [seed] = resourceSeeds(resource, name, { systemAssigned: undefined, userAssigned: [] });
  return JSON.stringify({ ...seed, identity });
}

/** The identity block that a row's text is, with its expression replaced by the id of ID1. */
export function templateBlock(text: string): object {
  const { identity } = JSON.parse(`{${text}}`.replace(/\[resourceID\([^\]]*\]/, identityId("ID1"))) as {
    identity: object;
  };
  return identity;
}

/**
 * The body of a row's curl line: as it stands in the article, or where the article is not at hand, what the row's own text holds of it.
 * Of the line for a new resource that is the identity.
 */
function restBody(row: ParityRow, name: string): string {
  if (hasArticles) {
    return curlBody(row.text, articleText(row.article));
  }
  const whole = /-d '(.*)'$/.exec(row.text)?.[1];
  if (whole !== undefined) {
    return filledIn(whole);
  }
  const { identity } = JSON.parse(
    `{${filledIn(row.text.slice(row.text.indexOf('"identity"'))).replace(/,$/, "")}}`,
  ) as {
    identity: object;
  };
  return wholeResource(row, name, identity);
}

/** The request that a row's own text stands for; undefined where the text is no request. */
export function requestOfRow(
  row: ParityRow,
  name: string,
): { method: string; apiVersion: string; body: string } | undefined {
  const way = "way" in row.check ? row.check.way : undefined;
  switch (way?.kind) {
    case "rest":
      return {
        method: way.method,
        apiVersion: way.apiVersion,
        body: way.body === undefined ? restBody(row, name) : JSON.stringify(way.body),
      };
    case "cmdlet": {
      const { method, apiVersion, identity } = cmdletCall(row.text);
      return {
        method,
        apiVersion,
        body: method === "PUT" ? wholeResource(row, name, identity) : JSON.stringify({ identity }),
      };
    }
    case "template":
      return {
        method: "PUT",
        apiVersion: way.apiVersion,
        body: wholeResource(row, name, way.identity ?? templateBlock(row.text)),
      };
    default:
      return undefined;
  }
}
