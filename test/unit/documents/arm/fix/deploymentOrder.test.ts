import { describe, expect, it } from "vitest";
import { deploymentOrders } from "../../../../../src/documents/arm/fix/deploymentOrder";
import type { AnyResource } from "../../../../../src/documents/arm/locate/anyResource";
import { readArmTemplate } from "../../../../../src/documents/arm/model";

const waiting = (name: string, ...dependsOn: readonly unknown[]) => ({ type: "A.B/c", name, dependsOn });

function orderOf(resources: readonly object[]) {
  const template = readArmTemplate(JSON.stringify({ contentVersion: "1.0.0.0", resources }));
  const { allResources, canonical, tree } = template;
  const named = (name: string): AnyResource => {
    const found = allResources.find(({ node }) => tree.stringOf(node, "name") === name);
    if (found === undefined) {
      throw new Error(`no ${name}`);
    }
    return found;
  };
  const key = (text: string, { scope }: AnyResource) => canonical.key(text, scope);
  return { order: deploymentOrders.of(template), resources: allResources, named, key, tree };
}

describe("the order of a deployment", () => {
  it("knows who in the same template waits for a name, in any casing", () => {
    const inner = { contentVersion: "1.0.0.0", resources: [waiting("inner", "vm")] };
    const nested = { type: "Microsoft.Resources/deployments", name: "n", properties: { template: inner } };
    const { order, named } = orderOf([waiting("first", "VM", 1), waiting("second", "other"), nested]);
    const waitingBeside = (name: string) =>
      order
        .dependenciesBeside(named(name))
        .naming(new Set(["vm"]))
        .map(({ list }) => list);
    expect(waitingBeside("second").map(({ start }) => start)).toEqual([named("first").node.end - `["VM",1]}`.length]);
    expect(waitingBeside("inner").map(({ start }) => start)).toEqual([named("inner").node.end - `["vm"]}`.length]);
  });

  it("knows the loop that the name of one of its turns means", () => {
    const looped = { ...waiting("[concat('vm', copyIndex())]"), copy: { name: "Machines", count: 2 } };
    const { order, named, key } = orderOf([looped, waiting("once")]);
    const once = named("once");
    expect(order.loopNamed(once, key("[concat('VM', copyIndex())]", once))).toEqual({
      spelled: `"Machines"`,
      key: "machines",
    });
    expect(order.loopNamed(once, key("once", once))).toBeUndefined();
  });

  it("knows who comes after an extension of a scale set's profile", () => {
    const extensions = [{ name: "a" }, { name: "b", properties: { provisionAfterExtensions: ["x", "A"] } }];
    const { order, named, tree } = orderOf([{ type: "A.B/c", name: "set", properties: { extensions } }]);
    const properties = tree.object(named("set").node, "properties");
    const list = properties && tree.value(properties, "extensions");
    const found = list?.kind === "array" ? order.sequenceIn(list).naming(new Set(["a"])) : [];
    expect(found.map(({ gone }) => gone.map(({ start, end }) => tree.text.slice(start, end)))).toEqual([[`"A"`]]);
  });

  it("tells resources from other objects", () => {
    const { order, resources } = orderOf([waiting("first")]);
    expect(resources.map(({ node }) => order.isResource(node))).toEqual([true]);
  });
});
