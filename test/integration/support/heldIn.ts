import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The files below a folder that hold a text. */
export async function filesHolding(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of entries.filter((entry) => entry.isFile())) {
    const name = path.join(file.parentPath, file.name);
    if ((await readFile(name)).includes(text)) {
      found.push(name);
    }
  }
  return found;
}
