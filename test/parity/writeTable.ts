import { readFileSync, writeFileSync } from "node:fs";
import { currentTable, readmeFile } from "./readme";
import { withTable } from "./table";

// Writes the parity table into the README where it has the marks for it; prints it where it has not.
const readme = withTable(readFileSync(readmeFile, "utf8"), currentTable());
if (readme === undefined) {
  console.log(currentTable());
} else {
  writeFileSync(readmeFile, readme);
}
