import type { DocumentResourceKind } from "../../documentResource";
import type { ComputeResourceType } from "../../../identity/computeResourceType";
import type { ApiVersionReading } from "../read/apiVersionReading";
import type { IdentityReading } from "../read/identityReading";
import type { AnyResource } from "./anyResource";

/** A virtual machine, scale set or scale set instance that a template deploys. */
export interface TemplateResource {
  readonly kind: DocumentResourceKind;
  readonly resource: AnyResource;
  /** As it stands: a name, or an expression in brackets; undefined where there is none. */
  readonly name: string | undefined;
  readonly apiVersion: ApiVersionReading;
  /** The condition as it stands; undefined without one. */
  readonly condition: string | undefined;
  /** Whether a `copy` loop makes several of it. */
  readonly isCopied: boolean;
  /** A scale set's mode where the text tells it. Without the member a set is Uniform. */
  readonly orchestrationMode: "Uniform" | "Flexible" | "unknown" | undefined;
  readonly identity: IdentityReading;
}

/**
 * What a plan has to know of the resource. An instance is planned like a virtual machine; a mode that is not known like Uniform,
 * which forbids nothing.
 */
export function planResource(resource: TemplateResource): ComputeResourceType {
  if (resource.kind !== "scaleSet") {
    return { kind: "virtualMachine" };
  }
  const orchestrationMode = resource.orchestrationMode === "Flexible" ? "Flexible" : "Uniform";
  return { kind: "scaleSet", orchestrationMode };
}
