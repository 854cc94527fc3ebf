import { describe, expect, it } from "vitest";
import type { IdentityChange } from "../../../../../src/identity/identityChange";
import { ArmDocument } from "../../../../../src/documents/arm/seam/armDocument";
import { diagnose } from "../../../../../src/documents/arm/diagnose/diagnose";
import { fixDiagnostic } from "../../../../../src/documents/arm/fix/fixDiagnostic";
import { profileOf } from "../../../../../src/documents/arm/read/apiVersionReading";
import { changeIdentity } from "../../../../../src/documents/arm/write/changeIdentity";
import { applied, id, only } from "../templates";

/** A template for Azure Stack Hub: its machine has the version that the profile gives it. */
function hub(profile: string, members = "", apiVersion = ""): string {
  return `{
  "contentVersion": "1.0.0.0",
  "apiProfile": "${profile}",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",${apiVersion}
      "name": "vm",
      ${members}"properties": {}
    }
  ]
}
`;
}

const assign: IdentityChange = { kind: "assignUserAssigned", ids: [id("a")] };
const own = (version: string) => `\n      "apiVersion": "${version}",`;
const block = (list: string) => `"identity": {
        "type": "UserAssigned",
        ${list}
      },
      `;
const dictionary = `"userAssignedIdentities": {
          "${id("a")}": {}
        }`;

describe("a version that comes from an API profile", () => {
  it("too old for a change names the profile, and offers what a hub has", () => {
    const { template, resource } = only(hub("2018-03-01-hybrid"));
    const outcome = changeIdentity(template, resource, assign);
    const question =
      outcome.kind === "asks" && outcome.question.kind === "apiVersionTooOld" ? outcome.question : undefined;
    expect(question).toMatchObject({ offered: "2020-06-01", lowest: "2017-12-01" });
    expect(question && profileOf(question.apiVersion)).toBe("2018-03-01-hybrid");
    const allowed = changeIdentity(template, resource, assign, { allow: ["raiseApiVersion"] });
    expect(applied(template, allowed)).toBe(hub("2018-03-01-hybrid", block(dictionary), own("2020-06-01")));
  });

  it("that is not known is told from one that is nowhere", () => {
    const { template, resource } = only(hub("2018-06-01-profile"));
    const outcome = changeIdentity(template, resource, assign);
    const question =
      outcome.kind === "asks" && outcome.question.kind === "apiVersionUnknown" ? outcome.question : undefined;
    expect(question && profileOf(question.apiVersion)).toBe("2018-06-01-profile");
  });

  it("that is the newest of a hub takes user-assigned identities as they are", () => {
    const { template, resource } = only(hub("2020-09-01-hybrid"));
    expect(applied(template, changeIdentity(template, resource, assign))).toBe(
      hub("2020-09-01-hybrid", block(dictionary)),
    );
  });

  it.each([
    ["dictionaryInsteadOfArray", "2019-03-01-hybrid", "2017-12-01"],
    ["apiVersionHasNoUserAssigned", "2018-03-01-hybrid", "2017-03-30"],
  ])("is named in %s, with a fix that a hub understands", (code, profile, apiVersion) => {
    const { template } = only(hub(profile, block(dictionary)));
    const [found] = diagnose(template);
    expect(found).toMatchObject({ code, profile, apiVersion });
    const raise = found?.fixes.find(({ kind }) => kind === "raiseApiVersion");
    expect(raise && applied(template, fixDiagnostic(template, raise))).toBe(
      hub(profile, block(dictionary), own("2020-06-01")),
    );
  });

  it("is not offered to be raised to what only Azure has", () => {
    const raised = (text: string) => {
      const document = new ArmDocument(only(text).template);
      const remedies = document.resources.flatMap((resource) => document.remedies(resource));
      return remedies.flatMap((remedy) => (remedy.kind === "raiseApiVersion" ? [remedy.apiVersion] : []));
    };
    expect(raised(hub("2018-03-01-hybrid"))).toEqual(["2020-06-01"]);
    expect(raised(hub("2020-09-01-hybrid"))).toEqual([]);
    expect(raised(hub("2018-03-01-hybrid", "", own("2017-03-30")))).toEqual(["2024-07-01"]);
  });
});
