import { spelledIn } from "../expression/spelled";
import { evaluationScope, type TemplateScope } from "../locate/scope";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import type { ContainerNode } from "../syntax/syntaxNodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import type { Refusal } from "../write/changeOutcome";
import { type Printable, printMember } from "../write/printer";
import { insertSlot } from "../write/slotEdits";
import { faultIn } from "../write/syntaxCheck";
import type { TextEdit } from "../../textEdit";

/** Where a template declares what its expressions name. */
export type Section = "parameters" | "variables";

function text(value: string): Printable {
  return { kind: "string", text: value };
}

/** The scope in which a declaration would have to be made without knowing that it holds there; undefined where there is none. */
export function openScope(scope: TemplateScope, section: Section): TemplateScope | undefined {
  const here = evaluationScope(scope);
  if (here.kind === "unknown") {
    return here;
  }
  const isHandedDown = section === "parameters" && here.deployment !== undefined;
  return isHandedDown && here.outer !== undefined ? openScope(here.outer, section) : undefined;
}

/** Whether there is a template around a resource in which something can be declared: no fragment, and every scope is known. */
export function canDeclare({ tree }: ArmTemplate, { resource }: TemplateResource): boolean {
  const { template } = evaluationScope(resource.scope);
  const isOpen = openScope(resource.scope, "parameters") !== undefined;
  return !isOpen && template.container > 0 && tree.member(template, "resources") !== undefined;
}

/** Adds a member to the object of that name in a holder, and the object itself where it is not there. */
function addTo(
  tree: SyntaxTree,
  holder: ContainerNode,
  section: Section,
  behind: readonly string[],
  [name, value]: readonly [string, Printable],
): readonly TextEdit[] {
  const object = tree.object(holder, section);
  if (object !== undefined) {
    return insertSlot(tree, object, tree.slots(object).slots.at(-1), (style, place) =>
      printMember(name, value, style, place),
    );
  }
  const before = behind.map((member) => tree.member(holder, member)).find((member) => member !== undefined);
  return insertSlot(tree, holder, before, (style, place) =>
    printMember(section, { kind: "object", members: [[name, value]] }, style, place),
  );
}

/** Declares a variable in the template whose variables a scope sees. */
export function declareVariable(
  { tree }: ArmTemplate,
  scope: TemplateScope,
  name: string,
  value: string,
): readonly TextEdit[] {
  const { template } = evaluationScope(scope);
  return addTo(
    tree,
    template,
    "variables",
    ["parameters", "contentVersion", "$schema"],
    [name, text(spelledIn(scope, value))],
  );
}

/** The object that hands parameters down to an inline template with a scope of its own. */
function handsDown(tree: SyntaxTree, { deployment, outer }: TemplateScope): ContainerNode | undefined {
  return deployment === undefined || outer === undefined ? undefined : tree.object(deployment, "properties");
}

/**
 * Declares a parameter in the template whose parameters a scope sees, and hands it down: an inner template gets it from its
 * deployment, which gets it from the template around. The outermost one has the default.
 */
export function declareParameter(
  template: ArmTemplate,
  scope: TemplateScope,
  name: string,
  defaultValue: string | undefined,
): readonly TextEdit[] {
  const { tree, evaluator } = template;
  const here = evaluationScope(scope);
  const properties = handsDown(tree, here);
  const type = ["type", text("string")] as const;
  const members =
    properties !== undefined || defaultValue === undefined
      ? [type]
      : [type, ["defaultValue", text(defaultValue)] as const];
  const own = evaluator.declared(here, "parameters").has(name.toLowerCase())
    ? []
    : addTo(tree, here.template, "parameters", ["contentVersion", "$schema"], [name, { kind: "object", members }]);
  if (properties === undefined || here.outer === undefined || own.length === 0) {
    return own;
  }
  const passed = spelledIn(here.outer, `[parameters('${name}')]`);
  const handed: Printable = { kind: "object", members: [["value", text(passed)]] };
  return [
    ...own,
    ...addTo(tree, properties, "parameters", ["mode", "expressionEvaluationOptions"], [name, handed]),
    ...declareParameter(template, here.outer, name, defaultValue),
  ];
}

/** Why nothing can be declared for a scope: the first place on the way that does not parse, or that says nothing which could be added to. */
export function declarationRefusal(tree: SyntaxTree, scope: TemplateScope, section: Section): Refusal | undefined {
  const here = evaluationScope(scope);
  const properties = section === "parameters" ? handsDown(tree, here) : undefined;
  const refusals = [here.template, ...(properties === undefined ? [] : [properties])].map((holder) =>
    refusalIn(tree, holder, section),
  );
  return (
    refusals.find((refusal) => refusal !== undefined) ??
    (properties === undefined || here.outer === undefined ? undefined : declarationRefusal(tree, here.outer, section))
  );
}

function refusalIn(tree: SyntaxTree, holder: ContainerNode, section: Section): Refusal | undefined {
  const member = tree.member(holder, section);
  const object = member?.value?.kind === "object" ? member.value : undefined;
  const fault = faultIn(tree, holder) ?? (object === undefined ? undefined : faultIn(tree, object));
  if (fault !== undefined) {
    return { reason: "syntaxError", range: fault };
  }
  return member === undefined || object !== undefined
    ? undefined
    : { reason: "declarationsNotAnObject", section, range: member };
}
