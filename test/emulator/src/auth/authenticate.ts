import { ArmError } from "../armError";
import { type Caller } from "../directory";
import { type World } from "../world";

/**
 * Who asks, by the bearer token. The text of an expired token is quoted in microsoft/vscode-azureappservice#2457; those of
 * a missing and an unknown one are unverified.
 */
export function authenticate(world: World, authorization: string | undefined, audience: string): Caller {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) {
    throw refused(
      world,
      "AuthenticationFailed",
      "Authentication failed. The 'Authorization' header is missing.",
      "invalid_token",
    );
  }
  const check = world.tokens.check(token, audience);
  switch (check.kind) {
    case "valid":
      return check.caller;
    case "expired":
      throw refused(
        world,
        "ExpiredAuthenticationToken",
        `The access token expiry UTC time '${usTime(check.expiredAt)}' is earlier than current UTC time '${usTime(world.clock.now())}'.`,
        "invalid_token",
      );
    case "unknown":
      throw refused(world, "InvalidAuthenticationToken", "The access token is invalid.", "invalid_token");
  }
}

/** The audience of a token for Azure Resource Manager. */
export function armAudience(world: World): string {
  return world.baseUrl();
}

/** Microsoft Graph has an audience of its own: a token for the resource manager is refused there. */
export function graphAudience(world: World): string {
  return `${world.baseUrl()}/graph`;
}

function refused(world: World, code: string, message: string, error: string): ArmError {
  const authority = `${world.baseUrl()}/${world.directory.tenants[0]?.tenantId ?? "common"}`;
  return new ArmError(
    401,
    code,
    message,
    {},
    {
      "WWW-Authenticate": `Bearer authorization_uri="${authority}", error="${error}", error_description="${message}"`,
    },
  );
}

function usTime(milliseconds: number): string {
  return new Date(milliseconds).toLocaleString("en-US", { timeZone: "UTC" }).replace(", ", " ");
}
