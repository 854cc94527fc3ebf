import type { Expression } from "../expression/expression";
import { evaluationScope, type TemplateScope } from "../locate/scope";
import type { ArmTemplate } from "../model";

/** The wanted name, or the first one with a number behind it that is free or means the same. */
function firstFitting(wanted: string, fits: (name: string) => boolean): string {
  let name = wanted;
  for (let count = 2; !fits(name); count++) {
    name = `${wanted}${count}`;
  }
  return name;
}

function call(name: "parameters" | "variables", argument: string): Expression {
  return { kind: "call", name, args: [{ kind: "string", value: argument }] };
}

/** The variable that holds a text already, or the name for a new one. */
export function variableFor(
  { evaluator, canonical, tree }: ArmTemplate,
  scope: TemplateScope,
  wanted: string,
  value: string,
): { readonly name: string; readonly isThere: boolean } {
  const there = (name: string) => evaluator.declaration(call("variables", name), scope)?.slot;
  const meansSame = (name: string) => {
    const node = there(name)?.value;
    return node?.kind === "string" && canonical.key(tree.decoded(node), scope) === canonical.key(value, scope);
  };
  const name = firstFitting(wanted, (each) => there(each) === undefined || meansSame(each));
  return { name, isThere: meansSame(name) };
}

/**
 * The name of the parameter to go through: one of that name is the one that is meant, unless the text tells that it is of another
 * type or holds something else.
 */
export function parameterFor(
  template: ArmTemplate,
  scope: TemplateScope,
  wanted: string,
  defaultValue: string | undefined,
): string {
  const { evaluator, canonical, tree } = template;
  const fits = (name: string, from: TemplateScope): boolean => {
    const here = evaluationScope(from);
    const slot = evaluator.declared(here, "parameters").get(name.toLowerCase());
    if (slot === undefined) {
      return here.deployment === undefined || here.outer === undefined || fits(name, here.outer);
    }
    const isText = slot.value?.kind === "object" && tree.stringOf(slot.value, "type")?.toLowerCase() === "string";
    const value = evaluator.evaluate(call("parameters", name), here)?.node;
    const held = value?.kind === "string" ? tree.decoded(value) : undefined;
    const wantsOther =
      held !== undefined &&
      defaultValue !== undefined &&
      canonical.key(held, here) !== canonical.key(defaultValue, here);
    return isText && !wantsOther;
  };
  return firstFitting(wanted, (name) => fits(name, scope));
}
