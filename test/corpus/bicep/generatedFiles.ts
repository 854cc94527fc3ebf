import fc from "fast-check";
import { LITERAL } from "../everyChange";

/** Ways to write things that mean the same, chosen at random. */
const comment = fc.constantFrom("", "", " // why", " /* why */");
const above = fc.constantFrom("", "", "// about it\n", "/* about\n   it */\n", "#disable-next-line no-unused-params\n");
const blank = fc.constantFrom("", "", "\n");
const comma = fc.constantFrom("", "", "", ",");

const OTHER = LITERAL.replace("id-new", "id-other");

const key = fc.constantFrom(
  "'${id.id}'",
  "'${ids[0].id}'",
  "'${identityModule.outputs.resourceId}'",
  "'${vmIdentityId}'",
  "'${localId}'",
  `'${OTHER}'`,
  "'${resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-a')}'",
);

/** Every line of a text one level deeper. */
function deeper(text: string): string {
  return text.replaceAll(/^(?=[^\r\n])/gm, "  ");
}

/** Members of an object of several lines, each with what stands around it. */
function object(...members: readonly string[]): string {
  return members.length === 0 ? "{}" : `{\n${deeper(members.join("\n"))}\n}`;
}

const dictionary: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.uniqueArray(key, { maxLength: 3 }), comment, comma, above)
      .map(([keys, behind, separator, before]) =>
        object(...keys.map((each, index) => `${index === 1 ? before : ""}${each}: {}${separator}${behind}`)),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .uniqueArray(key, { maxLength: 2 })
      .map((keys) => `{ ${keys.map((each) => `${each}: {}`).join(", ")} }`),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "identities",
      "paramIdentities",
      "isOn ? { '${id.id}': {} } : null",
      "toObject(list, entry => entry, entry => {})",
      "union({ '${id.id}': {} }, paramIdentities)",
      "null",
    ),
  },
);

const type = fc.constantFrom(
  "'SystemAssigned'",
  "'UserAssigned'",
  "'SystemAssigned, UserAssigned'",
  "'SystemAssigned,UserAssigned'",
  "'None'",
  "'systemAssigned'",
  "typeName",
  "paramType",
  "isOn ? 'SystemAssigned' : 'None'",
);

const identity: fc.Arbitrary<string | undefined> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 8,
    arbitrary: fc
      .record({
        type,
        list: fc.option(dictionary),
        behind: comment,
        before: above,
        separator: comma,
        isFirst: fc.boolean(),
      })
      .map(({ type: typeText, list, behind, before, separator, isFirst }) => {
        const typeLine = `type: ${typeText}${separator}${behind}`;
        const lines = list === null ? [] : [`${before}userAssignedIdentities: ${list}${separator}`];
        return object(...(isFirst ? [typeLine, ...lines] : [...lines, typeLine]));
      }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "{ type: 'SystemAssigned' }",
      "{ type: 'UserAssigned', userAssignedIdentities: { '${id.id}': {} } }",
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "block",
      "paramBlock",
      "any(block)",
      "isOn ? { type: 'SystemAssigned' } : null",
      "union(block, paramBlock)",
      "null",
      "{}",
    ),
  },
);

const managed: fc.Arbitrary<string | undefined> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 5,
    arbitrary: fc
      .record({
        system: fc.option(fc.constantFrom("true", "false", "isOn")),
        ids: fc.option(
          fc.tuple(
            fc.uniqueArray(
              fc.constantFrom("id.id", "identityModule.outputs.resourceId", "vmIdentityId", `'${OTHER}'`),
              {
                maxLength: 3,
              },
            ),
            fc.boolean(),
            comment,
          ),
        ),
        separator: comma,
      })
      .map(({ system, ids, separator }) => {
        const listed =
          ids === null
            ? undefined
            : ids[1]
              ? `[\n${deeper(ids[0].map((each) => each + ids[2]).join("\n"))}\n]`
              : `[${ids[0].join(", ")}]`;
        return object(
          ...(system === null ? [] : [`systemAssigned: ${system}${separator}`]),
          ...(listed === undefined ? [] : [`userAssignedResourceIds: ${listed.replace("[\n\n]", "[]")}${separator}`]),
        );
      }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "managed",
      "paramManaged",
      "isOn ? { systemAssigned: true } : null",
      "null",
      "{ systemAssigned: true }",
    ),
  },
);

/** A version that knows no lists has none. */
const versioned = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom("2024-07-01", "2024-07-01", "2018-06-01", "2017-12-01"), identity) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant("2017-03-30"),
      fc.constantFrom(
        undefined,
        "{ type: 'SystemAssigned' }",
        object("type: typeName"),
        "isOn ? { type: 'SystemAssigned' } : null",
      ),
    ),
  },
);
const around = fc.constantFrom(
  (body: string) => body,
  (body: string) => `if (isOn) ${body}`,
  (body: string) => `[for i in range(0, 3): ${body}]`,
  (body: string) => `[for (item, i) in items: if (isOn) ${body}]`,
  (body: string) => `[\n  for i in range(0, 3): ${deeper(body).trimStart()}\n]`,
);

const resource = fc
  .record({
    kind: fc.constantFrom("virtualMachines", "virtualMachineScaleSets", "VirtualMachines"),
    versioned,
    before: above,
    behind: comment,
    gap: blank,
    separator: comma,
    tail: fc.constantFrom(
      ["tags: {\n  a: 'b'\n}", "properties: {}"],
      ["properties: {\n  text: '''\nidentity: { 'no' }\n'''\n}"],
      ["properties: { name: 'x${toLower('Y${i}')}' }"],
      [],
    ),
    around,
  })
  .map(({ kind, versioned: [at, own], before, behind, gap, separator, tail, around: wrap }) => {
    const body = object(
      `name: 'vm-1'${separator}${behind}`,
      `location: location${separator}`,
      ...(own === undefined ? [] : [`${gap}${before}identity: ${own}${separator}${behind}`]),
      ...tail.map((each) => `${each}${separator}`),
    );
    return (symbol: string) => `resource ${symbol} 'Microsoft.Compute/${kind}@${at}' = ${wrap(body)}\n`;
  });

const call = fc
  .record({
    module: fc.constantFrom("virtual-machine", "virtual-machine-scale-set"),
    managed,
    before: above,
    separator: comma,
    tail: fc.constantFrom([], ["tags: {}"], ["orchestrationMode: 'Uniform'"]),
    around,
  })
  .map(({ module, managed: own, before, separator, tail, around: wrap }) => {
    const params = object(
      `name: 'vm-1'${separator}`,
      ...(own === undefined ? [] : [`${before}managedIdentities: ${own}${separator}`]),
      ...tail.map((each) => each + separator),
    );
    const body = object(`name: 'deployment'${separator}`, `params: ${params}${separator}`);
    return (symbol: string) => `module ${symbol} 'br/public:avm/res/compute/${module}:0.10.0' = ${wrap(body)}\n`;
  });

const DECLARED = `param location string = 'westeurope'
param isOn bool = true
param items array = []
param list array = []
param vmIdentityId string
param paramType string = 'SystemAssigned'
param paramIdentities object = {
  '\${id.id}': {}
}
param paramBlock object = {
  type: 'SystemAssigned'
}
param paramManaged object = { systemAssigned: true }

var typeName = 'UserAssigned'
var localId = id.id
var identities = {
  '\${id.id}': {} // the first
}
var block = {
  type: 'UserAssigned'
  userAssignedIdentities: identities
}
var managed = {
  systemAssigned: true
}

resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: 'id-1'
}

resource ids 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = [for i in range(0, 2): {
  name: 'id-\${i}'
  location: location
}]

module identityModule 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.0' = {
  name: 'identity'
  params: {
    name: 'id-module'
  }
}

`;

/** A text with other indentation; what a string of several lines holds goes with it. */
function indented(text: string, unit: string): string {
  return text.replaceAll(/^(?: {2})+/gm, (blanks) => unit.repeat(blanks.length / 2));
}

/** Files of one or two machines, in every form and layout, with what they refer to. */
export const generatedFile: fc.Arbitrary<string> = fc
  .record({
    machines: fc.array(fc.oneof({ weight: 3, arbitrary: resource }, { weight: 2, arbitrary: call }), {
      minLength: 1,
      maxLength: 2,
    }),
    unit: fc.constantFrom("  ", "  ", "    ", "\t"),
    isWindows: fc.boolean(),
    isMarked: fc.boolean(),
  })
  .map(({ machines, unit, isWindows, isMarked }) => {
    const text = DECLARED + machines.map((machine, index) => machine(`vm${index}`)).join("\n");
    const lines = indented(text, unit);
    return (isMarked ? "\uFEFF" : "") + (isWindows ? lines.replaceAll("\n", "\r\n") : lines);
  });
