import { evaluationScope, type TemplateScope } from "../locate/scope";
import type { ArmTemplate } from "../model";
import type { ContainerNode } from "../syntax/nodes";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { type Printable, printMember } from "../write/printer";
import { insertSlot } from "../write/slotEdits";
import type { TextEdit } from "../write/textEdit";

function text(value: string): Printable {
  return { kind: "string", text: value };
}

/** Adds a member to the object of that name in a holder, and the object itself where it is not there. */
function addTo(
  tree: SyntaxTree,
  holder: ContainerNode,
  section: string,
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
  return addTo(tree, template, "variables", ["parameters", "contentVersion", "$schema"], [name, text(value)]);
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
  const { deployment, outer } = here;
  const properties = deployment === undefined ? undefined : tree.object(deployment, "properties");
  const isHandedDown = properties !== undefined && outer !== undefined;
  const type = ["type", text("string")] as const;
  const members =
    isHandedDown || defaultValue === undefined ? [type] : [type, ["defaultValue", text(defaultValue)] as const];
  const own = evaluator.declared(here, "parameters").has(name.toLowerCase())
    ? []
    : addTo(tree, here.template, "parameters", ["contentVersion", "$schema"], [name, { kind: "object", members }]);
  if (!isHandedDown || own.length === 0) {
    return own;
  }
  const handed: Printable = { kind: "object", members: [["value", text(`[parameters('${name}')]`)]] };
  return [
    ...own,
    ...addTo(tree, properties, "parameters", ["mode", "expressionEvaluationOptions"], [name, handed]),
    ...declareParameter(template, outer, name, defaultValue),
  ];
}
