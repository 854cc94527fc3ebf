import type { IdentityChange } from "../../../identity/identityChange";
import { partsOf } from "../../../identity/identityChange";
import type { Sliced } from "../../sliced";
import { type BicepFile, type BicepResource, readingBicep } from "../model";
import { findingStatements } from "../syntax/statements";
import { atOnce } from "../../sliced";

const ENDING = ".bicepparam";
const USING = /^using[ \t]+'([^'\r\n]+)'/;

/** A relative path without the steps that lead up and down again. */
function normal(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === ".." && segments.length > 0 && segments.at(-1) !== "..") {
      segments.pop();
    } else if (segment !== "." && segment !== "") {
      segments.push(segment);
    }
  }
  return segments.join("/");
}

/** The files that give a parameter of a file its value, by their paths. */
export function parameterFilesOf({ surroundings }: BicepFile, name: string): readonly string[] {
  const own = surroundings?.path.slice(surroundings.path.lastIndexOf("/") + 1);
  return (surroundings?.related ?? []).flatMap(({ path, text }) => {
    if (!path.endsWith(ENDING) || !text.includes(name)) {
      return [];
    }
    const { all } = atOnce(findingStatements(text));
    const using = all.find(({ keyword }) => keyword === "using");
    const used = using === undefined ? undefined : USING.exec(text.slice(using.at, using.end))?.[1];
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const isOurs = used !== undefined && normal(folder + used) === own;
    return isOurs && all.some((each) => each.keyword === "param" && each.name === name) ? [path] : [];
  });
}

/** Whether a file of parameters can say every identity of a change: it knows no resources. */
export function isLiteral(change: IdentityChange): boolean {
  return partsOf(change).every((part) => {
    switch (part.kind) {
      case "assignUserAssigned":
        return part.ids.every((id) => id.startsWith("/"));
      case "setTo":
        return part.state.userAssigned.every(({ id }) => id.startsWith("/"));
      default:
        return true;
    }
  });
}

/** A file of parameters with the resource behind it, as if it were declared there. */
export interface ParameterFile {
  readonly file: BicepFile;
  readonly resource: BicepResource;
  /** How long the file itself is: what is behind stands in the file of the resource. */
  readonly length: number;
}

/** Reads a file of parameters together with the resource that uses one of them; undefined where it has gone. */
export function* readingParameterFile(
  { text, surroundings }: BicepFile,
  { node }: BicepResource,
  path: string,
): Sliced<ParameterFile | undefined> {
  const other = surroundings?.related.find((each) => each.path === path)?.text;
  if (other === undefined || (yield* findingStatements(other)).isBroken) {
    return undefined;
  }
  const file = yield* readingBicep(`${other}\n${text.slice(node.start, node.end)}`, surroundings);
  const [resource] = file.resources;
  return resource === undefined ? undefined : { file, resource, length: other.length + 1 };
}
