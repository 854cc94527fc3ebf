import type { IdentityState, UserAssignedIdentity } from "../../identity/identityState";
import { parseResourceId, sameResourceId } from "../../identity/resourceId";
import { isCallOf } from "../../template/arm/expression/expression";
import { parseTemplateText } from "../../template/arm/expression/parseExpression";
import type { TemplateResource } from "../../template/arm/locate/templateResource";
import { knowledgeOf } from "../../template/arm/plan/knowledge";

/** What deploying a template would change about the identities of a live resource. */
export interface LiveComparison {
  readonly systemAssigned: "same" | "enabled" | "disabled" | "unknown";
  /** What the resource would get, as the template says it. */
  readonly added: readonly string[];
  /** What the resource has and the template does not name. */
  readonly dropped: readonly UserAssignedIdentity[];
  /** What the template says in a way that cannot be told from here; any of `dropped` may be one of them. */
  readonly unknown: readonly string[];
  /** The text for each identity that both have. */
  readonly matched: ReadonlyMap<UserAssignedIdentity, string>;
  /** The template says nothing at all about identities; what a deployment does then is unverified. */
  readonly isSilent: boolean;
}

/** The parts of an id that an expression spells out, in lower case. */
interface PartialId {
  readonly name: string;
  readonly resourceGroup: string | undefined;
  readonly subscriptionId: string | undefined;
}

function partialId(key: string): PartialId | undefined {
  const read = parseTemplateText(key);
  if (read.kind !== "expression" || !isCallOf(read.expression, "resourceid")) {
    return undefined;
  }
  const args = read.expression.args.map((arg) => (arg.kind === "string" ? arg.value : undefined));
  const [name, , resourceGroup, subscriptionId] = args.reverse();
  return name === undefined ? undefined : { name, resourceGroup, subscriptionId };
}

function fits(part: PartialId, { id }: UserAssignedIdentity): boolean {
  const parsed = parseResourceId(id);
  const same = (left: string | undefined, right: string | undefined) =>
    left === undefined || left === right?.toLowerCase();
  return (
    same(part.name, parsed?.names.at(-1)) &&
    same(part.resourceGroup, parsed?.resourceGroup) &&
    same(part.subscriptionId, parsed?.subscriptionId)
  );
}

/** The expressions that decide about the list of a resource. */
function openTexts({ identity }: TemplateResource): readonly string[] {
  if (identity.kind !== "block") {
    return identity.kind === "expression" ? [identity.text] : [];
  }
  const { type, dictionary, array } = identity.block;
  return [type, dictionary, array].flatMap((each) => (each.kind === "expression" ? [each.text] : []));
}

/** Compares what a template says of a resource with what a live one carries; undefined where its block cannot be understood. */
export function compareWithLive(resource: TemplateResource, live: IdentityState): LiveComparison | undefined {
  const known = knowledgeOf(resource.identity);
  if (known.kind === "unreadable") {
    return undefined;
  }
  const entries = known.userAssigned === "unknown" ? [] : known.userAssigned;
  const matched = new Map<UserAssignedIdentity, string>();
  const added: string[] = [];
  const unknown = known.userAssigned === "unknown" ? [...openTexts(resource)] : [];
  for (const { text, key } of entries) {
    // The key spells out what variables hold.
    const isLiteral = parseTemplateText(key).kind === "literal";
    const part = isLiteral ? undefined : partialId(key);
    const match = live.userAssigned.find((identity) =>
      part === undefined ? sameResourceId(identity.id, key) : fits(part, identity),
    );
    if (match !== undefined) {
      matched.set(match, text);
    } else {
      (isLiteral || part !== undefined ? added : unknown).push(text);
    }
  }
  const isOn = live.systemAssigned !== undefined;
  return {
    systemAssigned:
      known.systemAssigned === "unknown"
        ? "unknown"
        : known.systemAssigned === isOn
          ? "same"
          : isOn
            ? "disabled"
            : "enabled",
    added,
    dropped: live.userAssigned.filter((identity) => !matched.has(identity)),
    unknown,
    matched,
    isSilent: resource.identity.kind === "absent",
  };
}

/** Whether anything is certain to change. What is not known counts as the same. */
export function differs({ systemAssigned, added, dropped, unknown }: LiveComparison): boolean {
  return (
    systemAssigned === "enabled" ||
    systemAssigned === "disabled" ||
    added.length > 0 ||
    (dropped.length > 0 && unknown.length === 0)
  );
}

/** The state to write for a live resource, in which what the template already names keeps its text. */
export function stateToImport(live: IdentityState, { matched }: LiveComparison): IdentityState {
  return {
    systemAssigned: live.systemAssigned === undefined ? undefined : {},
    userAssigned: live.userAssigned.map((identity) => ({ id: matched.get(identity) ?? identity.id })),
  };
}
