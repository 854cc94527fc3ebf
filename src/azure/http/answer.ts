import { type Asked, readAsked } from "./asked";

/** An answer as it came over the wire. Header names match in any casing. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
  /** The parsed JSON; the text itself where it is none; undefined where there was no body. */
  readonly body: unknown;
  /** What it is an answer to; undefined where that is not known. */
  readonly asked: Asked | undefined;
}

interface RawAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
  readonly bodyAsText?: string | null | undefined;
  readonly request?: { readonly method: string; readonly url: string };
}

/** Reads an answer of the SDK's pipeline. What is not JSON, such as a proxy's HTML, stays text. */
export function readAnswer(raw: RawAnswer): Answer {
  const asked = raw.request === undefined ? undefined : readAsked(raw.request);
  return { status: raw.status, headers: raw.headers, body: parse(raw.bodyAsText), asked };
}

function parse(text: string | null | undefined): unknown {
  if (text === undefined || text === null || text === "") {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function isSuccess(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** The header `Retry-After`: seconds, or a date. Undefined where it is absent or says nothing usable. */
export function retryAfterSeconds(answer: Pick<Answer, "headers">): number | undefined {
  const value = answer.headers.get("retry-after");
  if (value === undefined || value.trim() === "") {
    return undefined;
  }
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
