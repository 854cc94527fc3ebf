import type { ResourcePlan } from "../../mutation/resourcePlan";

/** The request that a plan sends, as an HTTP message without its token. */
export function requestText(plan: ResourcePlan, resourceManagerEndpoint: string): string {
  const lines = [
    `PATCH ${resourceManagerEndpoint}${plan.resource.id}`,
    "Content-Type: application/json",
    ...(plan.etag === undefined ? [] : [`If-Match: ${plan.etag}`]),
    "",
    JSON.stringify({ identity: plan.plan.patch }, undefined, 2),
    "",
  ];
  return lines.join("\n");
}
