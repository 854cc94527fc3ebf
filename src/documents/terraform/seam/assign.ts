import type { IdentityToAssign } from "../../knownIdentity";
import type { Request } from "../../planOutcome";
import type { Sliced } from "../../sliced";
import type { TerraformModel } from "../model";
import { referenceToId } from "../reference/declare";
import { type ChangeOptions, type ChangeOutcome, changingIdentity } from "../write/changeIdentity";
import { composeFiles, type EditsByFile, takingSteps } from "../write/steps";

/** Declares what identities are said through, and gives the texts that then stand for them. */
function* declaring(
  model: TerraformModel,
  number: number,
  identities: readonly IdentityToAssign[],
): Sliced<
  | {
      readonly kind: "ready";
      readonly texts: readonly string[];
      readonly edits: EditsByFile;
      readonly after: TerraformModel;
    }
  | Extract<ChangeOutcome, { readonly kind: "refused" }>
> {
  const texts: string[] = [];
  let edits: EditsByFile = new Map();
  let current = model;
  for (const identity of identities) {
    if (identity.kind === "text") {
      texts.push(identity.text);
      continue;
    }
    const { text, steps } = referenceToId(current.configuration, identity.id, identity.form);
    texts.push(text);
    const result = yield* takingSteps(current, number, steps);
    if (result.kind === "refused") {
      return result;
    }
    edits = composeFiles(edits, result.edits);
    current = result.after;
  }
  return { kind: "ready", texts, edits, after: current };
}

function* assigning(
  model: TerraformModel,
  number: number,
  identities: readonly IdentityToAssign[],
  options: ChangeOptions,
): Sliced<ChangeOutcome> {
  const declared = yield* declaring(model, number, identities);
  if (declared.kind === "refused") {
    return declared;
  }
  const { texts, edits, after } = declared;
  const change = { kind: "assignUserAssigned", ids: texts } as const;
  const outcome = yield* changingIdentity(after, number, change, options);
  if (outcome.kind === "edits") {
    return { ...outcome, edits: composeFiles(edits, outcome.edits) };
  }
  // What is asked or refused has to name places of the text as it is.
  const isMoved = outcome.kind !== "noOp" && after !== model;
  const plain = isMoved ? yield* changingIdentity(model, number, change, options) : outcome;
  return plain.kind === "edits" ? outcome : plain;
}

/** Makes the edits of a request for one machine. */
export function* requesting(
  model: TerraformModel,
  number: number,
  request: Request,
  options: ChangeOptions,
): Sliced<ChangeOutcome> {
  return request.kind === "change"
    ? yield* changingIdentity(model, number, request.change, options)
    : yield* assigning(model, number, request.identities, options);
}
