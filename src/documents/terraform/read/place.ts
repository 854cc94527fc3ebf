import { type Bindings, resolve, type Resolved } from "../evaluate/resolve";
import type { Configuration } from "../locate/configuration";
import type { TerraformFile } from "../locate/terraformFile";
import { type Attribute, attributeOf, type Block, type ObjectExpression } from "../syntax/nodes";

/** Where something is read, and what names stand for there. */
export interface Place {
  readonly configuration: Configuration;
  readonly file: TerraformFile;
  readonly bindings: Bindings;
}

/** Whether the value that was found stands in the holder itself, and not behind a declaration. */
export function isOwn({ declaration }: Resolved): boolean {
  return declaration === undefined;
}

/** The object that a resource of azapi sends, with the file that it stands in. */
export interface RequestBody {
  readonly object: ObjectExpression;
  readonly file: TerraformFile;
  /** Whether it stands in the resource itself. */
  readonly isOwn: boolean;
}

/** The request body of a resource of azapi. */
export function requestBody({ configuration, file, bindings }: Place, { body }: Block): RequestBody | undefined {
  const value = attributeOf(body, "body")?.value;
  const outer = value && resolve(configuration, value, file, bindings);
  const [argument] = outer?.value.kind === "call" && outer.value.name === "jsonencode" ? outer.value.args : [];
  const inner = outer && argument ? resolve(configuration, argument, outer.file, bindings) : outer;
  return outer === undefined || inner?.value.kind !== "object"
    ? undefined
    : { object: inner.value, file: inner.file, isOwn: isOwn(outer) && isOwn(inner) && inner.file === file };
}

/** The attribute of a block whose text is spelled out. */
export function textAttribute(
  { configuration, file, bindings }: Place,
  { body }: Block,
  name: string,
): { readonly attribute: Attribute; readonly text: string | undefined } | undefined {
  const attribute = attributeOf(body, name);
  if (attribute === undefined) {
    return undefined;
  }
  const { value } = resolve(configuration, attribute.value, file, bindings, "certain");
  return { attribute, text: value.kind === "string" ? value.value : undefined };
}
