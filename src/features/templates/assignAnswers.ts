import type { IdentityToAssign, ReferenceForm } from "../../documents/knownIdentity";
import { isUserAssignedIdentityId } from "../../identity/resourceId";
import type { FoundResource } from "./resourceRef";

/** An identity that has been picked, or the wish to name one in another way. */
export type IdentityPick =
  /** As the template says it already. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "live"; readonly id: string }
  | { readonly kind: "typed" }
  | { readonly kind: "signIn" };

/** What assigning has learnt. `all`: the assignment is for every resource of the file. */
export interface AssignAnswers {
  found?: FoundResource;
  all?: boolean;
  picks?: readonly IdentityPick[];
  typed?: string;
  form?: ReferenceForm;
}

function givenBy(
  { typed }: AssignAnswers,
  pick: IdentityPick,
): { readonly text: string; readonly isId: boolean } | undefined {
  switch (pick.kind) {
    case "text":
      return { text: pick.text, isId: false };
    case "live":
      return { text: pick.id, isId: true };
    case "typed":
      return typed === undefined ? undefined : { text: typed, isId: isUserAssignedIdentityId(typed) };
    case "signIn":
      return undefined;
  }
}

/** The identities that are known by their ids alone: the template can say them in several ways. */
export function idsOf(answers: AssignAnswers): readonly string[] {
  return (answers.picks ?? []).flatMap((pick) => {
    const given = givenBy(answers, pick);
    return given?.isId === true ? [given.text] : [];
  });
}

/** The identities that were asked for, and how the template is to say them. */
export function assignedIdentities(answers: AssignAnswers): readonly IdentityToAssign[] {
  return (answers.picks ?? []).flatMap((pick): readonly IdentityToAssign[] => {
    const given = givenBy(answers, pick);
    if (given === undefined) {
      return [];
    }
    return given.isId
      ? [{ kind: "id", id: given.text, form: answers.form ?? "text" }]
      : [{ kind: "text", text: given.text }];
  });
}
