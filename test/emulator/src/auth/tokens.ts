import { createHmac, randomBytes } from "node:crypto";
import { type Caller } from "../directory";
import { type Clock } from "../clock";

/** An hour, as Microsoft Entra issues them. */
export const tokenLifetimeSeconds = 3600;

export type TokenCheck =
  | { readonly kind: "valid"; readonly caller: Caller }
  | { readonly kind: "expired"; readonly expiredAt: number }
  | { readonly kind: "unknown" };

interface Issued {
  readonly caller: Caller;
  readonly audience: string;
  expiresAt: number;
}

/** Issues bearer tokens in the form of a JWT and knows which of them are still good, and for what. */
export class Tokens {
  readonly #key = randomBytes(32);
  readonly #issued = new Map<string, Issued>();
  #counter = 0;

  constructor(private readonly clock: Clock) {}

  issue(caller: Caller, audience: string): string {
    const issuedAt = Math.floor(this.clock.now() / 1000);
    this.#counter += 1;
    const payload = [
      { typ: "JWT", alg: "HS256" },
      {
        aud: audience,
        iss: `https://sts.windows.net/${caller.tenantId}/`,
        iat: issuedAt,
        exp: issuedAt + tokenLifetimeSeconds,
        appid: caller.clientId,
        oid: caller.objectId,
        sub: caller.objectId,
        tid: caller.tenantId,
        idtyp: "app",
        uti: String(this.#counter),
        ver: "1.0",
      },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const token = `${payload}.${createHmac("sha256", this.#key).update(payload).digest("base64url")}`;
    this.#issued.set(token, { caller, audience, expiresAt: (issuedAt + tokenLifetimeSeconds) * 1000 });
    return token;
  }

  check(token: string, audience: string): TokenCheck {
    const issued = this.#issued.get(token);
    if (issued?.audience !== audience) {
      return { kind: "unknown" };
    }
    return issued.expiresAt <= this.clock.now()
      ? { kind: "expired", expiredAt: issued.expiresAt }
      : { kind: "valid", caller: issued.caller };
  }

  /** Every token that was issued so far has expired a moment ago. */
  expireAll(): void {
    for (const issued of this.#issued.values()) {
      issued.expiresAt = Math.min(issued.expiresAt, this.clock.now() - 1000);
    }
  }
}
