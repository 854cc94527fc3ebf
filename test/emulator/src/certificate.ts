import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { generate } from "selfsigned";

export interface Certificate {
  readonly key: string;
  readonly pem: string;
  /** For NODE_EXTRA_CA_CERTS and REQUESTS_CA_BUNDLE. */
  readonly file: string;
  readonly remove: () => Promise<void>;
}

/** A certificate for this machine alone, valid for a week, its own authority so that clients can trust just it. */
export async function makeCertificate(): Promise<Certificate> {
  // A name of its own: OpenSSL looks authorities up by name, and one process may trust several emulators in turn.
  const made = await generate([{ name: "commonName", value: `local Azure ${randomUUID()}` }], {
    algorithm: "sha256",
    keyType: "ec",
    notAfterDate: new Date(Date.now() + 7 * 24 * 3600 * 1000),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          { type: 7, ip: "::1" },
        ],
      },
    ],
  });
  const folder = await mkdtemp(path.join(tmpdir(), "local-azure-"));
  const file = path.join(folder, "certificate.pem");
  await writeFile(file, made.cert);
  return { key: made.private, pem: made.cert, file, remove: () => rm(folder, { recursive: true, force: true }) };
}
