import { forCsv } from "./safeText";

/** Rows as CSV after RFC 4180, safe to open in a spreadsheet whatever the texts hold. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(forCsv).join(",")}\r\n`).join("");
}
