import { type Answer } from "../http/exchange";
import { graphAudience } from "./authenticate";
import { type World } from "../world";

/** `/metadata/endpoints`: one object up to 2018, a list of clouds since (the two shapes that the Azure CLI reads). */
export function cloudMetadata(world: World, apiVersion: string): Answer {
  const base = world.baseUrl();
  if (apiVersion < "2019") {
    return {
      status: 200,
      body: {
        galleryEndpoint: base,
        graphEndpoint: base,
        portalEndpoint: base,
        authentication: { loginEndpoint: `${base}/adfs`, audiences: [base] },
      },
    };
  }
  const cloud = {
    name: "local",
    portal: base,
    authentication: { loginEndpoint: base, audiences: [base], tenant: "common", identityProvider: "AAD" },
    resourceManager: base,
    graph: base,
    microsoftGraphResourceId: graphAudience(world),
    gallery: base,
    media: base,
    suffixes: { storage: "localhost", keyVaultDns: ".localhost" },
  };
  return { status: 200, body: [cloud] };
}
