import { readFile } from "node:fs/promises";
import { isObject, memberAt, textAt } from "../json";
import { type Estate } from "./estate";

const lists = ["tenants", "subscriptions", "locations", "applications", "groups", "resources"] as const;

/** Reads an estate from a JSON file; says which list is missing or which resource has no id. */
export async function readEstate(file: string): Promise<Estate> {
  const parsed: unknown = JSON.parse(await readFile(file, "utf8"));
  if (!isEstate(parsed)) {
    throw new Error(`${file} is no estate: it needs the lists ${lists.join(", ")}, and resources with an id`);
  }
  return parsed;
}

function isEstate(value: unknown): value is Estate {
  const resources = memberAt(value, "resources");
  return (
    isObject(value) &&
    lists.every((list) => Array.isArray(value[list])) &&
    Array.isArray(resources) &&
    resources.every((resource) => textAt(resource, "id") !== undefined)
  );
}
