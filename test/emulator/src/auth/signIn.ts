import { type RawRequest } from "../http/pipeline";
import { type Answer } from "../http/exchange";
import { decode } from "../http/router";
import { objectIdOf } from "../directory";
import { type World } from "../world";
import { armAudience, graphAudience } from "./authenticate";
import { tokenLifetimeSeconds } from "./tokens";

/**
 * OpenID discovery and the client-credentials grant, for `/{tenant}/...` (@azure/identity) and for `/adfs/...`, which is
 * how an unmodified Azure CLI skips instance discovery (docs/testing.md#the-local-azure). ADFS knows no tenant in its path: its tokens
 * are for the first tenant.
 */
export function answerSignIn(world: World, raw: RawRequest): Answer | undefined {
  const path = raw.url.pathname;
  const discovery = /^\/([^/]+)(\/v2\.0)?\/\.well-known\/openid-configuration$/i.exec(path);
  if (discovery !== null && raw.method === "GET") {
    return configuration(world, discovery[1] ?? "");
  }
  const grant = /^\/([^/]+)\/oauth2(?:\/v2\.0)?\/token$/i.exec(path);
  if (grant !== null && raw.method === "POST") {
    return token(world, grant[1] ?? "", new URLSearchParams(raw.text));
  }
  if (/^\/([^/]+)\/discovery\/v2\.0\/keys$/i.test(path)) {
    return { status: 200, body: { keys: [] } };
  }
  return undefined;
}

function configuration(world: World, authority: string): Answer {
  const tenant = tenantOf(world, authority);
  if (tenant === undefined) {
    return unknownTenant(authority);
  }
  const base = world.baseUrl();
  const adfs = authority.toLowerCase() === "adfs";
  const root = `${base}/${adfs ? "adfs" : tenant}`;
  const versioned = adfs ? "oauth2" : "oauth2/v2.0";
  return {
    status: 200,
    body: {
      issuer: adfs ? root : `${root}/v2.0`,
      authorization_endpoint: `${root}/${versioned}/authorize`,
      token_endpoint: `${root}/${versioned}/token`,
      device_authorization_endpoint: `${root}/${versioned}/devicecode`,
      end_session_endpoint: `${root}/${versioned}/logout`,
      jwks_uri: `${root}/discovery/v2.0/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
    },
  };
}

function token(world: World, authority: string, form: URLSearchParams): Answer {
  const tenantId = tenantOf(world, authority);
  if (tenantId === undefined) {
    return unknownTenant(authority);
  }
  if (form.get("grant_type") !== "client_credentials") {
    return oauthError(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
  }
  const clientId = form.get("client_id") ?? "";
  const application = world.directory.application(clientId);
  if (application === undefined) {
    return oauthError(
      400,
      "unauthorized_client",
      `AADSTS700016: Application with identifier '${clientId}' was not found in the directory '${tenantId}'.`,
    );
  }
  if (form.get("client_secret") !== application.clientSecret) {
    return oauthError(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
  }
  const audience = audienceOf(world, form);
  if (audience === undefined) {
    return oauthError(400, "invalid_resource", "AADSTS500011: The resource principal was not found in the tenant.");
  }
  const caller = { tenantId, clientId: application.clientId, objectId: objectIdOf(application, tenantId) };
  return {
    status: 200,
    headers: { "cache-control": "no-store, no-cache" },
    body: {
      token_type: "Bearer",
      expires_in: tokenLifetimeSeconds,
      ext_expires_in: tokenLifetimeSeconds,
      access_token: world.tokens.issue(caller, audience),
    },
  };
}

/** `scope=AUDIENCE/.default` (v2) or `resource=AUDIENCE` (v1); a slash too many is what some clients send. */
function audienceOf(world: World, form: URLSearchParams): string | undefined {
  const asked = (
    form
      .get("scope")
      ?.split(" ")[0]
      ?.replace(/\.default$/, "") ??
    form.get("resource") ??
    ""
  ).replace(/\/+$/, "");
  return [armAudience(world), graphAudience(world)].find((audience) => audience === asked);
}

function tenantOf(world: World, authority: string): string | undefined {
  return authority.toLowerCase() === "adfs"
    ? world.directory.tenants[0]?.tenantId
    : world.directory.tenant(decode(authority))?.tenantId;
}

function unknownTenant(authority: string): Answer {
  return oauthError(400, "invalid_tenant", `AADSTS90002: Tenant '${authority}' not found.`);
}

function oauthError(status: number, error: string, description: string): Answer {
  return {
    status,
    body: { error, error_description: description, error_codes: [Number(/\d+/.exec(description)?.[0] ?? 0)] },
  };
}
