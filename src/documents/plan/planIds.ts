import { formatResourceId, USER_ASSIGNED_TYPE } from "../../identity/resourceId";

/** Stands in the place of subscription and group in ids that exist in a plan only. */
const NOWHERE = "00000000-0000-0000-0000-000000000000";

/** How a document says identities at one place. */
export interface IdentityTexts {
  /** The key under which two texts mean the same identity: the id in lower case where the text spells one out. */
  key(text: string): string;
  /** Whether a key is an id that is spelled out, not an expression. */
  isId(key: string): boolean;
  /** The resource type that an expression names; undefined where it names none. */
  resourceType(text: string): string | undefined;
}

/**
 * Gives what a document says for an identity an id to plan with. Identities that are expressions have none yet; they get one that
 * is the same for the same expression, so that the plan decides about them as about all others. The type in it is the one that
 * the expression names, so that the plan refuses what is no identity.
 */
export class PlanIds {
  private readonly ids = new Map<string, string>();
  private readonly texts = new Map<string, string>();

  constructor(private readonly said: IdentityTexts) {}

  /** The id for a text of the document; the first text for an identity is the one that `text` gives back. */
  id(text: string): string {
    const key = this.said.key(text);
    const known = this.ids.get(key);
    if (known !== undefined) {
      return known;
    }
    const id = this.said.isId(key) ? key : this.expressionId(text);
    this.ids.set(key, id);
    this.texts.set(id, text);
    return id;
  }

  /** What the document says for an id of this object's making. */
  text(id: string): string {
    return this.texts.get(id) ?? id;
  }

  /** An id for the identities of a list that is not known. */
  unknownList(): string {
    return formatResourceId(NOWHERE, "template", USER_ASSIGNED_TYPE, "unknown-list");
  }

  private expressionId(text: string): string {
    const type = this.said.resourceType(text) ?? USER_ASSIGNED_TYPE;
    // One name for each part of a nested type, as an id has them.
    const [namespace = "", first = "", ...nested] = type.split("/");
    const path = nested.map((part) => `/parent/${part}`).join("");
    return formatResourceId(NOWHERE, "template", `${namespace}/${first}${path}`, `expression-${this.ids.size}`);
  }
}
