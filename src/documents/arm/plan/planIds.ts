import { formatResourceId } from "../../../identity/resourceId";
import type { Canonical } from "../expression/canonical";
import type { TemplateScope } from "../locate/scope";

const USER_ASSIGNED = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** Stands in the place of subscription and group in ids that exist in a plan only. */
const NOWHERE = "00000000-0000-0000-0000-000000000000";

/**
 * Gives what a template says for an identity an id to plan with. Identities that are expressions have none yet; they get one that
 * is the same for the same expression, so that the plan decides about them as about all others. The type in it is the one that
 * the expression names, so that the plan refuses what is no identity.
 */
export class PlanIds {
  private readonly ids = new Map<string, string>();
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly canonical: Canonical,
    private readonly scope: TemplateScope,
  ) {}

  /** The id for a text of the template; the first text for an identity is the one that `text` gives back. */
  id(text: string): string {
    const key = this.canonical.key(text, this.scope);
    const known = this.ids.get(key);
    if (known !== undefined) {
      return known;
    }
    const id = key.startsWith("[") ? this.expressionId(text) : key;
    this.ids.set(key, id);
    this.texts.set(id, text);
    return id;
  }

  /** What the template says for an id of this object's making. */
  text(id: string): string {
    return this.texts.get(id) ?? id;
  }

  /** An id for the identities of a list that is not known. */
  unknownList(): string {
    return formatResourceId(NOWHERE, "template", USER_ASSIGNED, "unknown-list");
  }

  private expressionId(text: string): string {
    const type = this.canonical.resourceType(text, this.scope) ?? USER_ASSIGNED;
    // One name for each part of a nested type, as an id has them.
    const [namespace = "", first = "", ...nested] = type.split("/");
    const path = nested.map((part) => `/parent/${part}`).join("");
    return formatResourceId(NOWHERE, "template", `${namespace}/${first}${path}`, `expression-${this.ids.size}`);
  }
}
