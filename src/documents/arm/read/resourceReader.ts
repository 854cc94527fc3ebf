import type { Evaluator } from "../expression/evaluate";
import type { AnyResource } from "../locate/anyResource";
import { documentResourceKind } from "../../resourceKind";
import type { TemplateResource } from "../locate/templateResource";
import { memberOrTornOff } from "../locate/tornOff";
import type { SyntaxTree } from "../syntax/syntaxTree";
import { ApiVersionReader } from "./apiVersionReader";
import type { BlockReader } from "./blockReader";

/** Reads what templates say of the resources that carry identities. */
export class ResourceReader {
  private readonly apiVersions: ApiVersionReader;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly evaluator: Evaluator,
    private readonly blocks: BlockReader,
  ) {
    this.apiVersions = new ApiVersionReader(tree, evaluator);
  }

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
      apiVersion: this.apiVersions.read(resource),
      condition: condition === undefined ? undefined : this.tree.text.slice(condition.start, condition.end),
      isCopied: this.tree.member(resource.node, "copy") !== undefined,
      orchestrationMode: kind === "scaleSet" ? this.orchestrationMode(resource) : undefined,
      identity: this.blocks.identityOf(resource.node, resource.scope),
    };
  }

  private orchestrationMode({ node, scope }: AnyResource): "Uniform" | "Flexible" | "unknown" {
    const properties = memberOrTornOff(this.tree, node, "properties");
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
