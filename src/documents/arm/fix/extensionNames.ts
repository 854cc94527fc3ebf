import type { Canonical } from "../expression/canonical";
import type { Expression } from "../expression/expression";
import type { AnyResource } from "../locate/anyResource";
import type { SyntaxTree } from "../syntax/syntaxTree";

function text(value: string): Expression {
  return { kind: "string", value };
}

function call(name: string, args: readonly Expression[]): Expression {
  return { kind: "call", name, args };
}

function joined(parts: readonly Expression[]): Expression {
  return call(
    "concat",
    parts.flatMap((part, index) => (index === 0 ? [part] : [text("/"), part])),
  );
}

function segmentsOf(tree: SyntaxTree, canonical: Canonical, resource: AnyResource): readonly Expression[] {
  const name = tree.stringOf(resource.node, "name");
  const own = name === undefined ? [] : canonical.nameSegments(name, resource.scope);
  const isWhole = own.length === (resource.type ?? "").split("/").length - 1;
  return resource.parent === undefined || isWhole ? own : [...segmentsOf(tree, canonical, resource.parent), ...own];
}

/** The keys (see `Canonical`) of every way in which `dependsOn` names a resource. */
export function dependencyKeys(tree: SyntaxTree, canonical: Canonical, resource: AnyResource): ReadonlySet<string> {
  const [namespace = "", ...types] = (resource.type ?? "").split("/");
  const names = segmentsOf(tree, canonical, resource);
  const last = names.at(-1);
  const symbolic = resource.symbolicName === undefined ? [] : [text(resource.symbolicName)];
  if (last === undefined || names.length !== types.length) {
    return new Set(symbolic.map((form) => canonical.expressionKey(form, resource.scope)));
  }
  const paired = types.flatMap((type, index) => [text(type), names[index] ?? text("")]);
  const parent = call("resourceId", [text([namespace, ...types.slice(0, -1)].join("/")), ...names.slice(0, -1)]);
  const forms = [
    call("resourceId", [text(resource.type ?? ""), ...names]),
    joined([text(namespace), ...paired]),
    joined(names),
    joined([parent, text(types.at(-1) ?? ""), last]),
    last,
    ...symbolic,
  ];
  return new Set(forms.map((form) => canonical.expressionKey(form, resource.scope)));
}

/** The key of the name by which `dependsOn` names all that a resource's copy loop makes; undefined without a loop. */
export function loopKey(tree: SyntaxTree, canonical: Canonical, { node, scope }: AnyResource): string | undefined {
  const loop = tree.object(node, "copy");
  const name = loop === undefined ? undefined : tree.stringOf(loop, "name");
  return name === undefined ? undefined : canonical.key(name, scope);
}
