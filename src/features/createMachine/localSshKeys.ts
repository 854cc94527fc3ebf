import { open, readdir } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { checkSshPublicKey } from "../../identity/newMachineChecks";

/** A public key of the user's own. */
export interface LocalSshKey {
  /** The name of its file. */
  readonly file: string;
  /** The key itself, on one line. */
  readonly key: string;
}

/** A public key is some hundred letters; a file that is longer is none. */
const MOST_BYTES = 16 * 1024;

async function readKey(file: string): Promise<string | undefined> {
  const handle = await open(file, "r");
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > MOST_BYTES) {
      return undefined;
    }
    const key = (await handle.readFile("utf8")).trim();
    return checkSshPublicKey(key) === "valid" ? key : undefined;
  } finally {
    await handle.close();
  }
}

/**
 * The public keys that Azure takes of those in the user's own SSH folder. Reads files that end with `.pub` and nothing else: a private key
 * is never opened. Empty where there is no such folder; what cannot be read is left out.
 */
export async function localSshKeys(folder = path.join(homedir(), ".ssh")): Promise<readonly LocalSshKey[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".pub")).toSorted();
  const keys = await Promise.all(
    files.map(async (file) => {
      const key = await readKey(path.join(folder, file)).catch(() => undefined);
      return key === undefined ? [] : [{ file, key }];
    }),
  );
  return keys.flat();
}
