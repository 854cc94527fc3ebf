import { beforeAll, describe, expect, it } from "vitest";
import { diagnose } from "../../../src/documents/bicep/diagnose/diagnose";
import { readBicep } from "../../../src/documents/bicep/model";
import { knowledgeOf } from "../../../src/documents/plan/knowledge";
import type { ResourceNode } from "../../../src/documents/bicep/syntax/nodes";
import { checkChange, permissions } from "../../unit/documents/bicep/checkChange";
import { everyChange } from "../everyChange";
import { hasSharedData } from "../sharedData";
import { bicepCorpus } from "./bicepFiles";
import { bicepGrammar } from "./bicepGrammar";

/** Longer texts take the grammar too long: its time grows with the square where it does not understand them. */
const LONGEST_FOR_GRAMMAR = 60_000;

const MOST_ERRORS = 100;

/** So many outcomes of each resource are shown to the grammar. */
const MOST_TEXTS = 5;

/**
 * Files in which the manifest counts the word `managedIdentities` in every module; the reader counts the calls of the verified
 * machines that have it.
 */
const CALLS_WITH_IDENTITIES: Readonly<Record<string, number>> = {
  "Azure__bicep-registry-modules__avm-ptn-sa-build-your-own-copilot-main.bicep": 0,
  "Azure__bicep-registry-modules__avm-ptn-sa-content-processing-main.bicep": 0,
  "Azure__bicep-registry-modules__avm-ptn-sa-conversation-knowledge-mining-main.bicep": 0,
  "Azure__bicep-registry-modules__avm-ptn-sa-customer-chatbot-main.bicep": 0,
  "Azure__bicep-registry-modules__avm-ptn-sa-document-knowledge-mining-main.bicep": 0,
  "Azure__bicep-registry-modules__avm-ptn-sa-modernize-your-code-main.bicep": 1,
  "microsoft__Multi-Agent-Custom-Automation-Engine-Solution-Accelerator__infra-avm-main.bicep": 0,
};

/** A resource by its name, with those that are declared inside it. */
function namesIn({ symbol, body }: ResourceNode): readonly string[] {
  return [symbol.name, ...(body?.items ?? []).flatMap((item) => (item.kind === "resource" ? namesIn(item) : []))];
}

describe.runIf(hasSharedData)("real Bicep files", { timeout: 300_000 }, () => {
  let grammar: Awaited<ReturnType<typeof bicepGrammar>>;
  beforeAll(async () => {
    grammar = await bicepGrammar();
  });

  it("hold the machines, scale sets and identities that are counted in them", () => {
    for (const { name, text, surroundings, facts } of bicepCorpus("bicep")) {
      const { resources } = readBicep(text, surroundings);
      const declared = resources.filter(({ form }) => form === "resource");
      const count = (wanted: string) => declared.filter(({ kind }) => kind === wanted).length;
      expect([count("virtualMachine"), count("scaleSet")].map(String), name).toEqual([facts["vm"], facts["vmss"]]);
      expect(
        declared.some(({ identity }) => identity.kind !== "absent"),
        name,
      ).toBe(facts["identity"] === "yes");
    }
  });

  it("hold the calls of verified modules that are counted in them", () => {
    for (const { name, text, surroundings, facts } of bicepCorpus("bicep-avm")) {
      const calls = readBicep(text, surroundings).resources.filter(({ form }) => form === "module");
      expect(calls.length, name).toBe(Number(facts["avm_calls"]) + Number(facts["local_module_calls"]));
      const withIdentities = calls.filter(({ identity }) => identity.kind !== "absent").length;
      expect(withIdentities, name).toBe(CALLS_WITH_IDENTITIES[name] ?? Number(facts["managedIdentities"]));
    }
  });

  it("are read as the published grammar reads them, where it understands them", () => {
    let understood = 0;
    for (const { name, text, surroundings } of [...bicepCorpus("bicep"), ...bicepCorpus("bicep-avm")]) {
      const { errors, declarations } =
        text.length > LONGEST_FOR_GRAMMAR ? { errors: 1, declarations: [] } : grammar(text);
      // A snippet has comments in the place of names.
      if (errors > 0 || text.includes("/*${")) {
        continue;
      }
      understood++;
      const { statements, symbols } = readBicep(text, surroundings);
      const own = statements.all.filter(({ keyword }) => keyword === "resource" || keyword === "module");
      const names = own.flatMap((statement) => namesIn(symbols.parsedResource(statement).node));
      expect([...names].sort(), name).toEqual([...declarations].sort());
      expect(
        statements.all.flatMap((statement) => symbols.parsed(statement)?.faults ?? []),
        name,
      ).toEqual([]);
    }
    expect(understood).toBeGreaterThan(250);
  });

  it.each(["bicep", "bicep-avm"] as const)("of %s take every change of every resource", (folder) => {
    for (const { name, text, surroundings } of bicepCorpus(folder)) {
      const file = readBicep(text, surroundings);
      const understood = text.length > LONGEST_FOR_GRAMMAR ? undefined : grammar(text);
      // Bicep's own file of faults: what the grammar makes of one place there depends on all others.
      const before = (understood?.errors ?? 0) > MOST_ERRORS ? undefined : understood;
      for (const [index, resource] of file.resources.entries()) {
        const texts = new Set<string>();
        for (const change of everyChange(knowledgeOf(resource.identity), "newIdentity.id")) {
          for (const options of permissions) {
            texts.add(checkChange(file, index, change, options, name).text);
          }
        }
        for (const after of before === undefined ? [] : [...texts].slice(0, MOST_TEXTS)) {
          const { errors, declarations } = grammar(after);
          expect(errors, name).toBeLessThanOrEqual(before?.errors ?? 0);
          expect(declarations, name).toEqual(before?.declarations);
        }
      }
    }
  });

  it("are never made worse where they are cut off, as they are while they are typed", () => {
    for (const { name, text, surroundings } of bicepCorpus("bicep")) {
      for (const part of [0.2, 0.5, 0.8, 0.95]) {
        const cut = text.slice(0, Math.floor(text.length * part));
        const file = readBicep(cut, surroundings);
        diagnose(file);
        for (const index of file.resources.keys()) {
          checkChange(file, index, { kind: "enableSystemAssigned" }, { allow: ["raiseApiVersion"] }, `${name} ${part}`);
        }
      }
    }
  });

  it("are told nothing wrong that is right", () => {
    const found = [...bicepCorpus("bicep"), ...bicepCorpus("bicep-avm")].flatMap(({ name, text, surroundings }) =>
      diagnose(readBicep(text, surroundings)).map(({ facts }) => `${name}: ${facts.code}`),
    );
    expect(found).toEqual([]);
  });
});
