import { describe, expect, it } from "vitest";
import { type ArmTemplate, readArmTemplate } from "../../../src/documents/arm/model";
import { assignIdentities } from "../../../src/documents/arm/reference/assignIdentities";
import { canDeclare } from "../../../src/documents/arm/reference/declare";
import { referenceToId } from "../../../src/documents/arm/reference/identityReference";
import { identitiesToOffer } from "../../../src/documents/arm/reference/knownIdentities";
import { applyEdits, type TextEdit } from "../../../src/documents/textEdit";
import { templateSources } from "./templateFiles";

const id =
  "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-new";

/** Longer files take long, and hold nothing that shorter ones do not. */
const LONGEST = 60_000;

/** Most real machines are of a time that knew no user-assigned identities. */
const options = { allow: ["raiseApiVersion"], shapeIfUnknown: "dictionary" } as const;

const faults = ({ tree }: ArmTemplate) => tree.faults.map(({ kind }) => kind);

describe.each(templateSources)("an identity in $name", { timeout: 240_000 }, ({ arm, isOwn }) => {
  it.each(["parameter", "variable", "known"] as const)(
    "is assigned as %s to the last resource, and outside of it nothing is taken away",
    (form) => {
      const outcomes = new Map<string, number>();
      for (const { name, text } of arm.filter((file) => file.text.length < LONGEST)) {
        const template = readArmTemplate(text);
        const resource = template.resources.at(-1);
        const known = resource === undefined ? [] : identitiesToOffer(template, resource);
        const references =
          form === "known"
            ? known.map((each) => ({ kind: "text", text: each.text }) as const)
            : [referenceToId(id, form)];
        const canBeSaid = form === "known" || (resource !== undefined && canDeclare(template, resource));
        if (resource === undefined || references.length === 0 || !canBeSaid) {
          continue;
        }
        const outcome = assignIdentities(template, resource, references, options);
        outcomes.set(outcome.kind, (outcomes.get(outcome.kind) ?? 0) + 1);
        if (outcome.kind !== "edits") {
          continue;
        }
        const result = applyEdits(text, outcome.edits);
        const after = readArmTemplate(result);
        const again = after.resources.at(-1);
        expect(faults(after), name).toEqual(faults(template));
        expect(after.allResources.length, name).toBe(template.allResources.length);
        const { start, end } = resource.resource.node;
        // An object that is empty is filled: of it go blanks and line ends.
        const isFree = ({ offset, length }: TextEdit) =>
          text.slice(offset, offset + length).trim() === "" || (offset > start && offset + length < end);
        expect(outcome.edits.every(isFree), name).toBe(true);
        expect(again && assignIdentities(after, again, references, options).kind, name).toBe("noOp");
      }
      expect(outcomes.get("edits"), JSON.stringify([...outcomes])).toBeGreaterThan(
        form === "known" ? 0 : isOwn ? 50 : 400,
      );
    },
  );
});
