import { createHash } from "node:crypto";

/** A GUID made from a name: the same name gives the same GUID in every run, so that tests can state what they expect. */
export function guidFrom(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
