import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface AgentTool {
  readonly name: string;
  readonly toolReferenceName: string;
  readonly canBeReferencedInPrompt: boolean;
  readonly modelDescription: string;
  readonly when: string;
  readonly inputSchema: {
    readonly type: string;
    readonly required: readonly string[];
    readonly additionalProperties: boolean;
    readonly properties: Readonly<Record<string, { readonly description: string }>>;
  };
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly icon?: string }[];
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: Readonly<Record<string, readonly { readonly icon: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly chatSkills: readonly { readonly path: string; readonly when: string }[];
    readonly languageModelTools: readonly AgentTool[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
  };
  readonly icon: string;
  readonly capabilities: unknown;
  readonly activationEvents: readonly string[];
}

const text = read("package.json");
const manifest = JSON.parse(text) as Manifest;
const nls = JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>;
const { commands, keybindings, menus, submenus, views, viewsContainers, configuration } = manifest.contributes;

/** The names of the commands that the features register. */
function registeredCommands(): string[] {
  return readdirSync(path.join(root, "src/features"), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .flatMap(({ name }) => [
      ...read(`src/features/${name}/register.ts`).matchAll(/(?:^ {4}|, \{ )(\w+): (?:async )?\(\w*\) =>/gm),
    ])
    .map(([, name = ""]) => `managedIdentities.${name}`);
}

/** Commands that mean nothing without the node, or the refusal, that they are called on. */
const nodeOnly = [
  "managedIdentities.refreshNode",
  "managedIdentities.registerProvider",
  "managedIdentities.openFromAzureResources",
  "managedIdentities.showInResources",
  "managedIdentities.removeSelected",
  "managedIdentities.removeFromResource",
];

describe("the manifest", () => {
  it("contributes exactly the commands that are registered", () => {
    expect(commands.map(({ command }) => command).sort()).toEqual(registeredCommands().sort());
  });

  it("hides from the palette what only makes sense on a node, and nothing else for good", () => {
    const hidden = (menus["commandPalette"] ?? []).filter(({ when }) => when === "false").map(({ command }) => command);
    expect(hidden).toEqual(nodeOnly);
  });

  it("uses in its menus only commands that it contributes", () => {
    const known = new Set(commands.map(({ command }) => command));
    const used = Object.values(menus).flatMap((items) => items.flatMap(({ command }) => command ?? []));
    expect([...used, ...keybindings.map(({ command }) => command)].filter((each) => !known.has(each))).toEqual([]);
  });

  it("fills every submenu, and shows each somewhere", () => {
    const shown = Object.values(menus).flatMap((items) => items.flatMap(({ submenu }) => submenu ?? []));
    const declared = submenus.map(({ id }) => id);
    expect([...new Set(shown)].sort()).toEqual([...declared].sort());
    expect(declared.filter((id) => (menus[id] ?? []).length === 0)).toEqual([]);
  });

  it("takes keys in its own views only", () => {
    expect(keybindings.filter(({ when }) => !/^focusedView == managedIdentities\.\w+ && /.test(when))).toEqual([]);
  });

  it.each(["view/item/context", "view/title"])("shows its entries of %s in its own views only", (menu) => {
    const own = new Set(Object.values(views).flatMap((all) => all.map(({ id }) => id)));
    /** A condition without its regular expressions and without what stands in brackets. */
    const outer = (when: string): string => {
      const inner = when.replaceAll(/=~ \/(?:\\.|[^/\\])*\//g, "=~ R").replaceAll(/\([^()]*\)/g, "B");
      return inner === when ? when : outer(inner);
    };
    const viewsOf = (when: string): readonly string[] => {
      if (outer(when).includes("||")) {
        return [];
      }
      const one = /^view == ([\w.]+)(?: &&|$)/.exec(when)?.[1];
      const several = /^view =~ \/\^managedIdentities\\\.\((\w+(?:\|\w+)*)\)\$\/(?: &&|$)/.exec(when)?.[1];
      return one === undefined ? (several?.split("|") ?? []).map((name) => `managedIdentities.${name}`) : [one];
    };
    const foreign = (menus[menu] ?? []).filter(({ command, when = "" }) => {
      if (command === "managedIdentities.openFromAzureResources") {
        return !when.startsWith("view == azureResourceGroups && ");
      }
      const named = viewsOf(when);
      return named.length === 0 || named.some((id) => !own.has(id));
    });
    expect(foreign).toEqual([]);
  });

  it("contributes a submenu to a menu once: VS Code leaves out the second", () => {
    const twice = Object.entries(menus).flatMap(([menu, items]) => {
      const ids = items.flatMap(({ submenu }) => submenu ?? []);
      return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${menu}: ${id}`);
    });
    expect(twice).toEqual([]);
  });

  it("links in its texts only to commands that it contributes or that VS Code has", () => {
    const known = new Set(commands.map(({ command }) => command));
    const links = [
      ...Object.values(nls)
        .join("\n")
        .matchAll(/command:([\w.]+)/g),
    ].map((match) => match[1] ?? "");
    expect(links.filter((link) => !known.has(link) && !link.startsWith("workbench."))).toEqual([]);
  });

  it("has a text for every key, and a key for every text", () => {
    const keys = [...text.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? "");
    expect([...new Set(keys)].sort()).toEqual(Object.keys(nls).sort());
  });

  it("names icons that exist", () => {
    const icons = [
      manifest.icon,
      ...Object.values(views).flatMap((all) => all.map(({ icon }) => icon)),
      ...Object.values(viewsContainers).flatMap((all) => all.map(({ icon }) => icon)),
      ...commands.flatMap(({ icon }) => (icon === undefined || icon.startsWith("$(") ? [] : [icon])),
    ];
    expect(icons.filter((icon) => !existsSync(path.join(root, icon)))).toEqual([]);
  });

  it("lets no workspace choose endpoints or the sign-in", () => {
    for (const [name, { scope }] of Object.entries(configuration.properties)) {
      if (name.includes("signIn") || name.includes("cloud")) {
        expect(`${name}: ${scope}`).toBe(`${name}: machine`);
      }
    }
  });

  it("runs in untrusted and virtual workspaces, and is not started without need", () => {
    expect(manifest.capabilities).toEqual({ untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
    expect(manifest.activationEvents).not.toContain("*");
  });
});

describe("the tools and the skill for agents", () => {
  const { languageModelTools, chatSkills } = manifest.contributes;
  const SWITCH = "managedIdentities.agentTools.enabled";
  const WHEN = `config.${SWITCH} && !managedIdentities.documentsOnly`;

  it("are the tools that are registered", () => {
    const source = read("src/features/agentTools/register.ts");
    const names = /TOOL_NAMES = \[([^\]]+)\]/.exec(source)?.[1]?.match(/\w+/g) ?? [];
    expect(languageModelTools.map(({ name }) => name)).toEqual(names.map((name) => `managed-identities_${name}`));
  });

  it("can be named in a prompt, each by a name of its own, and are all switched off by one setting that no workspace can set", () => {
    const references = languageModelTools.map(({ toolReferenceName }) => toolReferenceName);
    expect(new Set(references).size).toBe(references.length);
    expect(references.filter((name) => !/^[\w-]+$/.test(name))).toEqual([]);
    expect(languageModelTools.filter((each) => !each.canBeReferencedInPrompt)).toEqual([]);
    expect([...languageModelTools, ...chatSkills].map(({ when }) => when).filter((when) => when !== WHEN)).toEqual([]);
    expect(configuration.properties[SWITCH]?.scope).toBe("application");
  });

  it("describe every input, and take no other", () => {
    for (const { inputSchema, modelDescription } of languageModelTools) {
      const { type, required, additionalProperties, properties } = inputSchema;
      expect([type, additionalProperties]).toEqual(["object", false]);
      expect(required.filter((name) => !(name in properties))).toEqual([]);
      expect(Object.values(properties).filter(({ description }) => description.length < 8)).toEqual([]);
      expect(modelDescription.length).toBeGreaterThan(80);
    }
  });

  it("are explained by a skill in the documented form, which is in the package and names every tool", () => {
    const [only, another] = chatSkills;
    expect(another).toBeUndefined();
    const [, folder = ""] = /^\.\/skills\/([a-z\d-]{1,64})\/SKILL\.md$/.exec(only?.path ?? "") ?? [];
    const skill = read(`skills/${folder}/SKILL.md`);
    const [, name, description = ""] = /^---\nname: (.*)\ndescription: (.*)\n---\n/.exec(skill) ?? [];
    expect(name).toBe(folder);
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(languageModelTools.filter(({ toolReferenceName }) => !skill.includes(`#${toolReferenceName}`))).toEqual([]);
    expect(read(".vscodeignore")).toContain("!skills/**\n");
  });
});
