import type { IdentityChange } from "../../../identity/identityChange";
import { type Demand, mapIds, planInDocument } from "../../plan/planInDocument";
import type { IdentityTexts } from "../../plan/planIds";
import type { Canonical } from "../expression/canonical";
import { spelledIn } from "../expression/spelled";
import type { TemplateScope } from "../locate/scope";
import { planResource, type TemplateResource } from "../locate/templateResource";
import type { Knowledge } from "../../plan/knowledge";

function saidIn(canonical: Canonical, scope: TemplateScope): IdentityTexts {
  return {
    key: (text) => canonical.key(text, scope),
    isId: (key) => !key.startsWith("["),
    resourceType: (text) => canonical.resourceType(text, scope),
  };
}

/** Plans a change on what a template says; see `planInDocument`. Ids are literal, or expressions in brackets. */
export function planInTemplate(
  resource: TemplateResource,
  knowledge: Knowledge,
  change: IdentityChange,
  canonical: Canonical,
): Demand {
  const { scope } = resource.resource;
  const spelled = mapIds(change, (text) => spelledIn(scope, text));
  return planInDocument(planResource(resource), knowledge, spelled, saidIn(canonical, scope));
}
