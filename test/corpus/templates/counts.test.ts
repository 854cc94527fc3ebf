import { describe, expect, it } from "vitest";
import { isArmTemplate } from "../../../src/documents/arm/isTemplate";
import { documentResourceKind } from "../../../src/documents/resourceKind";
import { type ArmTemplate, readArmTemplate } from "../../../src/documents/arm/model";
import { type IdentityReading } from "../../../src/documents/arm/read/identityReading";
import { templateSources } from "./templateFiles";

/**
 * Files for which the manifest counts fewer: they do not parse (column `errors`), and the manifest's reader gave up where this
 * one goes on. Each was looked at: the counts here are what a user counts in the text.
 */
const BROKEN: Readonly<Record<string, readonly [vm: number, vmss: number]>> = {
  // The opening brace of the document is missing.
  "Azure__AzureStack-QuickStart-Templates__exchange-2016-non-ha-azuredeploy@2c521a1b.json": [1, 0],
  // An object without a name stands among the variables.
  "anthony-c-martin__azure-quickstart-templates__101-azurefirewall-with-firewallpolicy-sandbox-linux-azuredeploy@0b47f14b.json":
    [2, 0],
  // Closing braces are missing.
  "anthony-c-martin__azure-quickstart-templates__101-vm-with-standardssd-disk-azuredeploy@237e32f7.json": [1, 0],
  "anthony-c-martin__azure-quickstart-templates__openjdk-tomcat-ubuntu-vm-azuredeploy@8aeddb1a.json": [1, 0],
  // A string lacks a quote, or has one too many, far before the resource.
  "anthony-c-martin__azure-quickstart-templates__201-vm-efficientip-vhd-existing-vnet-azuredeploy@7126b317.json": [
    1, 0,
  ],
  "anthony-c-martin__azure-quickstart-templates__201-vm-linux-dynamic-data-disks-azuredeploy@d7058528.json": [1, 0],
  "anthony-c-martin__azure-quickstart-templates__glassfish-on-suse-azuredeploy@54bb3e73.json": [1, 0],
  "anthony-c-martin__azure-quickstart-templates__glassfish-on-suse-azuredeploy@cf7d4b9c.json": [1, 0],
  "anthony-c-martin__azure-quickstart-templates__wordpress-mysql-replication-nested-mysql-replication@7919bad4.json": [
    1, 0,
  ],
  // Conflict markers: both sides hold the resource.
  "anthony-c-martin__azure-quickstart-templates__intel-lustre-clients-on-centos-azuredeploy@f8170c77.json": [2, 0],
};

function count(template: ArmTemplate, kind: string): number {
  return template.allResources.filter(({ type }) => type !== undefined && documentResourceKind(type) === kind).length;
}

/** The manifest's word for the shape of an identity; files that have several show the first of this order. */
function shape(identity: IdentityReading): string {
  if (identity.kind === "expression") {
    return "expr";
  }
  if (identity.kind !== "block") {
    return identity.kind;
  }
  const { dictionary, array } = identity.block;
  return dictionary.kind !== "absent" ? "dict" : array.kind !== "absent" ? "ids" : "type-only";
}

describe.each(templateSources)("$name", { timeout: 240_000 }, ({ arm, factsOf }) => {
  it("hold the resources and identities that are counted in them", () => {
    const differing: string[] = [];
    for (const { name, text } of arm) {
      const facts = factsOf(name);
      const template = readArmTemplate(text);
      const [vm, vmss] = [count(template, "virtualMachine"), count(template, "scaleSet")];
      const wanted = BROKEN[name.slice("arm/".length)] ?? [facts?.vm, facts?.vmss];
      const instances = count(template, "scaleSetInstance");
      expect([vm, vmss, instances], name).toEqual([...wanted, 0]);
      const present = template.resources.filter(({ identity }) => identity.kind !== "absent");
      expect(present.length > 0, name).toBe(facts?.hasIdentity);
      const shapes = new Set(present.map(({ identity }) => shape(identity)));
      if (facts?.shape && !(shapes.size === 1 && shapes.has(facts.shape))) {
        differing.push(`${name} ${facts.shape} ${[...shapes].join("+")}`);
      }
    }
    expect(differing).toEqual([]);
  });

  it("are all told from other JSON by their head", () => {
    const missed = arm.filter(({ text }) => !isArmTemplate(text) && readArmTemplate(text).resources.length > 0);
    expect(missed.map(({ name }) => name)).toEqual([]);
  });
});
