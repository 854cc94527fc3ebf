import type { DocumentResourceKind } from "../../documentResource";
import type { Surroundings } from "../../documentLanguage";
import { isWire, member, textMember } from "../../../identity/wire";

/** An Azure Verified Module that is read here. */
export type AvmModule = Extract<DocumentResourceKind, "virtualMachine" | "scaleSet"> | "userAssignedIdentity";

const MODULES: ReadonlyMap<string, AvmModule> = new Map([
  ["compute/virtual-machine", "virtualMachine"],
  ["compute/virtual-machine-scale-set", "scaleSet"],
  ["managed-identity/user-assigned-identity", "userAssignedIdentity"],
]);

/** The place of a module in the registry of modules, or in a folder that it was checked out to. */
const AVM = /(?:^|\/)avm\/res\/([a-z-]+\/[a-z-]+)(?::|\/main\.(?:bicep|json)$)/i;

const REGISTRY = /^br(?:\/([\w-]+))?:(.*)$/;

const CONFIGURATION = "bicepconfig.json";

/** Joins a relative path to the folder of a document. */
function joined(folder: string, path: string): string {
  const segments = folder.split("/");
  for (const segment of path.split("/")) {
    if (segment === "..") {
      segments.pop();
    } else if (segment !== ".") {
      segments.push(segment);
    }
  }
  return segments.join("/");
}

/** Strings, comments and commas before a closing bracket: configurations have comments. */
const NOT_JSON = /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*[}\]])/g;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(NOT_JSON, (_, string: string | undefined) => string ?? ""));
  } catch {
    // An alias that cannot be read is not known: its modules are told by their paths alone.
    return undefined;
  }
}

/** The paths in front of which the aliases of a configuration stand. */
function modulePath(surroundings: Surroundings | undefined, alias: string): string {
  const text = surroundings?.related.find(({ path }) => path.endsWith(CONFIGURATION))?.text;
  const configuration = text === undefined ? undefined : parsed(text);
  const aliases = isWire(configuration) ? member(configuration, "moduleAliases") : undefined;
  const registries = isWire(aliases) ? member(aliases, "br") : undefined;
  const known = isWire(registries) ? member(registries, alias) : undefined;
  return (isWire(known) ? textMember(known, "modulePath") : undefined) ?? "";
}

/** Tells the verified module that a path names; undefined for every other. */
export function avmModule(path: string, surroundings: Surroundings | undefined): AvmModule | undefined {
  const registry = REGISTRY.exec(path);
  const whole =
    registry !== null
      ? registry[1] === undefined
        ? (registry[2] ?? "")
        : `${modulePath(surroundings, registry[1])}/${registry[2] ?? ""}`
      : surroundings === undefined
        ? path
        : joined(surroundings.path.slice(0, Math.max(0, surroundings.path.lastIndexOf("/"))), path);
  const name = AVM.exec(whole)?.[1]?.toLowerCase();
  return name === undefined ? undefined : MODULES.get(name);
}
