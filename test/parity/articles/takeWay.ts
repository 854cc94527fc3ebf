import type { EmulatedAzure } from "../../unit/azure/emulated";
import { identityId, resourceSeeds } from "../parityEstate";
import { articleText, curlBody } from "./articleText";
import { cmdletCall } from "./cmdletCall";
import type { ParityRow } from "./row";

/** Sends one request to the emulator. @throws Error where it is not answered with a success. */
export async function send(
  { emulator }: EmulatedAzure,
  token: string,
  request: { readonly method: string; readonly id: string; readonly apiVersion: string; readonly body?: string },
): Promise<unknown> {
  const { method, id, apiVersion, body } = request;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(`${emulator.url}${id}?api-version=${apiVersion}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const received: unknown = await answer.json();
  if (!answer.ok) {
    throw new Error(`${method} ${id}: ${answer.status} ${JSON.stringify(received)}`);
  }
  return received;
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

/** The request that a row's own text stands for; undefined where the text is no request. */
export function requestOfRow(
  row: ParityRow,
  name: string,
): { method: string; apiVersion: string; body: string } | undefined {
  const way = "way" in row.check ? row.check.way : undefined;
  switch (way?.kind) {
    case "rest":
      return { ...way, body: curlBody(row.text, articleText(row.article)) };
    case "cmdlet": {
      const { method, apiVersion, identity } = cmdletCall(row.text);
      return {
        method,
        apiVersion,
        body: method === "PUT" ? wholeResource(row, name, identity) : JSON.stringify({ identity }),
      };
    }
    case "template":
      return { method: "PUT", apiVersion: way.apiVersion, body: wholeResource(row, name, templateBlock(row.text)) };
    default:
      return undefined;
  }
}
