/** One request as the emulator saw it. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** As sent, the value of `authorization` replaced. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body, the text where it is none, `undefined` where there was none. Secrets are replaced. */
  readonly body: unknown;
  /** The status of the answer; 0 where the connection was closed without one. */
  readonly status: number;
}

/** What was asked of the emulator, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
  }

  list(): readonly LoggedRequest[] {
    return [...this.#entries];
  }

  clear(): void {
    this.#entries = [];
  }
}

export function redactedHeaders(
  headers: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, name === "authorization" ? "(redacted)" : (value ?? "")]),
  );
}

/** A sign-in form with its secret replaced. */
export function redactedBody(text: string): string {
  return text.replace(/((?:client_secret|client_assertion|password)=)[^&]*/g, "$1(redacted)");
}
