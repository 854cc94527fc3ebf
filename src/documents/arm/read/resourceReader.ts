import type { Evaluator } from "../expression/evaluate";
import type { AnyResource } from "../locate/anyResource";
import { documentResourceKind } from "../../resourceKind";
import type { TemplateResource } from "../locate/templateResource";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { type ApiVersionReading, versionOfProfile } from "./apiVersionReading";
import type { BlockReader } from "./blockReader";

/** Reads what templates say of the resources that carry identities. */
export class ResourceReader {
  constructor(
    private readonly tree: SyntaxTree,
    private readonly evaluator: Evaluator,
    private readonly blocks: BlockReader,
  ) {}

  /** The resource with its identity; undefined for other types and for what is only referred to. */
  read(resource: AnyResource): TemplateResource | undefined {
    const kind = resource.type === undefined ? undefined : documentResourceKind(resource.type);
    if (kind === undefined || resource.isExisting) {
      return undefined;
    }
    const condition = this.tree.value(resource.node, "condition");
    return {
      kind,
      resource,
      name: this.tree.stringOf(resource.node, "name"),
      apiVersion: this.apiVersion(resource),
      condition: condition === undefined ? undefined : this.tree.text.slice(condition.start, condition.end),
      isCopied: this.tree.member(resource.node, "copy") !== undefined,
      orchestrationMode: kind === "scaleSet" ? this.orchestrationMode(resource) : undefined,
      identity: this.blocks.identityOf(resource.node, resource.scope),
    };
  }

  private apiVersion({ node, scope }: AnyResource): ApiVersionReading {
    const value = this.tree.value(node, "apiVersion");
    if (value === undefined) {
      const profile = this.tree.value(scope.template, "apiProfile");
      const name = profile === undefined ? undefined : this.evaluator.text(profile, scope)?.value;
      const version = name === undefined ? undefined : versionOfProfile(name);
      if (name === undefined) {
        return { kind: "unknown", expression: undefined, node: undefined };
      }
      return version === undefined
        ? { kind: "unknown", expression: undefined, profile: name, node: undefined }
        : { kind: "known", text: version, source: "apiProfile", profile: name, node: undefined };
    }
    const text = this.evaluator.text(value, scope);
    return text === undefined || text.value.startsWith("[")
      ? { kind: "unknown", expression: this.tree.text.slice(value.start, value.end), node: value }
      : { kind: "known", text: text.value, source: text.source, node: value };
  }

  private orchestrationMode({ node, scope }: AnyResource): "Uniform" | "Flexible" | "unknown" {
    const properties = this.tree.value(node, "properties");
    if (properties?.kind !== "object") {
      return properties === undefined ? "Uniform" : "unknown";
    }
    const mode = this.tree.value(properties, "orchestrationMode");
    const stated = mode === undefined ? undefined : this.evaluator.text(mode, scope);
    if (stated?.source === "parameterDefault") {
      // A deployment may give the parameter another value.
      return "unknown";
    }
    const text = mode === undefined ? "uniform" : stated?.value.toLowerCase();
    if (text === "flexible") {
      return "Flexible";
    }
    return text === "uniform" ? "Uniform" : "unknown";
  }
}
