import type { Unreadable } from "./planRefusal";
import type { Place, TextRange } from "./textRange";

/** What a resource with identities is; an instance is the virtual machine of a scale set. */
export type DocumentResourceKind = "virtualMachine" | "scaleSet" | "scaleSetInstance";

/** One user-assigned identity in a list of a document. */
export interface ListedIdentity {
  /** As the document says it. */
  readonly text: string;
  /** Where that stands. */
  readonly range: TextRange;
  /** The whole entry, with what belongs to it. */
  readonly entry: TextRange;
  /** The id in lower case, where the text spells out all of it. */
  readonly id: string | undefined;
}

/** What the text tells of a resource's identities. Where it is not known, it is not guessed. */
export type IdentityOfResource =
  | {
      readonly kind: "state";
      readonly systemAssigned: boolean | "unknown";
      /** Distinct identities, in the order of the text. */
      readonly userAssigned: readonly ListedIdentity[] | "unknown";
      /** The expression that the whole identity is; undefined where it is none. */
      readonly expression: string | undefined;
    }
  | { readonly kind: "unknown"; readonly reason: Unreadable["reason"] };

/** A resource by what users know it. */
export interface NamedResource {
  /** Its name as plain text, or else its symbol; undefined where it has neither. */
  readonly label: string | undefined;
}

/** A virtual machine, scale set or scale set instance that a document deploys. Belongs to one reading of the document. */
export interface DocumentResource extends NamedResource {
  readonly kind: DocumentResourceKind;
  /** Its place among the resources of its document. */
  readonly index: number;
  /** As it stands; undefined where there is none. */
  readonly name: string | undefined;
  /** A scale set's mode where the text tells it. */
  readonly orchestrationMode: "Uniform" | "Flexible" | "unknown" | undefined;
  readonly range: TextRange;
  readonly identity: IdentityOfResource;
  /** Every identity that its lists spell out, one that is there twice too, and those that do not count. */
  readonly listed: readonly ListedIdentity[];
  /** Where something said about its identity is shown: at the identity, or else at the name. */
  readonly identityPlace: TextRange;
  /** The variable or parameter that its identity is. */
  readonly declaration: Place | undefined;
}
