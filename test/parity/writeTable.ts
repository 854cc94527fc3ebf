import { readFileSync, writeFileSync } from "node:fs";
import { currentTable, parityFile } from "./parityDocument";
import { withTable } from "./table";

// Writes the parity table into docs/parity.md, between the marks for it.
const text = withTable(readFileSync(parityFile, "utf8"), currentTable());
if (text === undefined) {
  throw new Error(`${parityFile} has no marks for the table`);
}
writeFileSync(parityFile, text);
