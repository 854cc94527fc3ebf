import fc from "fast-check";
import { expect, it } from "vitest";
import { LANGUAGES } from "../../../src/render/languages";
import { render } from "../../../src/render/render";
import { state } from "../identity/states";
import { hostileText } from "./hostileText";
import { machine, options, planned } from "./operations";

const prefixes = {
  azureCliBash: "#",
  azureCliPowerShell: "#",
  azureCliCmd: "rem",
  azPowerShell: "#",
  curl: "#",
  httpFile: "#",
  armTemplate: "//",
  bicep: "//",
  terraform: "#",
  policyArmTemplate: "//",
  policyBicep: "//",
} as const;

it.each(LANGUAGES)("%s keeps a comment on its line, whatever name stands in it", (language) => {
  fc.assert(
    fc.property(hostileText, (name) => {
      const words = { ...options.words, nothingToDo: () => name, wholeList: name, terraformOwnsList: name };
      const text = render(language, [planned(machine, "vm1", state(false), { kind: "removeAll" })], {
        ...options,
        words,
      });
      const outside = text
        .split(/[\n\r\u0085\u2028\u2029]/)
        .filter((line) => !line.startsWith(`${prefixes[language]} `));
      // What remains is the block that a template shows for a state without identities.
      expect(outside.join("").replace(/"identity": \{ {2}"type": "None"\}|identity: \{ {2}type: 'None'\}/, "")).toBe(
        "",
      );
    }),
    { numRuns: 100 },
  );
});

it("leaves nothing in a comment of cmd that runs or expands there", () => {
  const words = { ...options.words, nothingToDo: () => 'a & calc | b > c %PATH% ^ "d" !e!' };
  const text = render("azureCliCmd", [planned(machine, "vm1", state(false), { kind: "removeAll" })], {
    ...options,
    words,
  });
  expect(text).not.toMatch(/[&|<>^%!"]/);
});
