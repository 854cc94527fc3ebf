import { AzureError } from "../azureError";
import type { Cloud } from "./cloud";
import { isWire, textMember } from "../../identity/wire";

/** The settings that choose a cloud, as they stand. */
export interface CloudSettings {
  /** `microsoft-sovereign-cloud.environment`: empty, `ChinaCloud`, `USGovernment` or `custom`. */
  readonly sovereignEnvironment: string | undefined;
  /** `microsoft-sovereign-cloud.customEnvironment`: in the shape of ms-rest-azure-env's EnvironmentParameters. */
  readonly sovereignCustomEnvironment: unknown;
  /** `managedIdentities.cloud.*`: used where the endpoint is not empty, and then instead of the others. */
  readonly custom: {
    readonly resourceManagerEndpoint: string | undefined;
    readonly authority: string | undefined;
    /** The endpoint where it is empty. */
    readonly audience: string | undefined;
    /** Microsoft Graph, for either kind of custom cloud; none where it is empty. */
    readonly graphEndpoint?: string | undefined;
  };
}

// The addresses of the known clouds are those of @azure/ms-rest-azure-env 2.0.0 (lib/azureEnvironment.ts). The audience is the
// managementEndpointUrl: the one that azext-azureauth asks sessions for, so that a session of VS Code serves both.
// That module knows only the retired Azure AD Graph; the addresses of Microsoft Graph are those of learn.microsoft.com/graph/deployments.
const PUBLIC: Cloud = {
  name: "public",
  resourceManagerEndpoint: "https://management.azure.com",
  authority: "https://login.microsoftonline.com",
  audience: "https://management.core.windows.net",
  portal: "https://portal.azure.com",
  graphEndpoint: "https://graph.microsoft.com",
};

const US_GOVERNMENT: Cloud = {
  name: "usGovernment",
  resourceManagerEndpoint: "https://management.usgovcloudapi.net",
  authority: "https://login.microsoftonline.us",
  audience: "https://management.core.usgovcloudapi.net",
  portal: "https://portal.azure.us",
  graphEndpoint: "https://graph.microsoft.us",
};

const CHINA: Cloud = {
  name: "china",
  resourceManagerEndpoint: "https://management.chinacloudapi.cn",
  authority: "https://login.chinacloudapi.cn",
  audience: "https://management.core.chinacloudapi.cn",
  portal: "https://portal.azure.cn",
  graphEndpoint: "https://microsoftgraph.chinacloudapi.cn",
};

/**
 * The cloud that the settings choose.
 * @throws AzureError `badSettings`
 */
export function cloudFromSettings(settings: CloudSettings): Cloud {
  const { resourceManagerEndpoint, authority, audience } = settings.custom;
  if (isGiven(resourceManagerEndpoint)) {
    const endpoint = httpsAddress("managedIdentities.cloud.resourceManagerEndpoint", resourceManagerEndpoint);
    return {
      name: "custom",
      resourceManagerEndpoint: endpoint,
      authority: httpsAddress("managedIdentities.cloud.authority", authority),
      audience: isGiven(audience) ? httpsAddress("managedIdentities.cloud.audience", audience) : endpoint,
      portal: undefined,
      graphEndpoint: customGraph(settings),
    };
  }
  switch (settings.sovereignEnvironment ?? "") {
    case "":
      return PUBLIC;
    case "USGovernment":
      return US_GOVERNMENT;
    case "ChinaCloud":
      return CHINA;
    case "custom":
      return { ...sovereignCustomCloud(settings.sovereignCustomEnvironment), graphEndpoint: customGraph(settings) };
    default:
      throw badSetting("microsoft-sovereign-cloud.environment", "unknownValue");
  }
}

function customGraph({ custom: { graphEndpoint } }: CloudSettings): string | undefined {
  return isGiven(graphEndpoint) ? httpsAddress("managedIdentities.cloud.graphEndpoint", graphEndpoint) : undefined;
}

function sovereignCustomCloud(environment: unknown): Omit<Cloud, "graphEndpoint"> {
  const setting = "microsoft-sovereign-cloud.customEnvironment";
  if (!isWire(environment)) {
    throw badSetting(setting, "missing");
  }
  const address = (name: string): string => httpsAddress(`${setting}.${name}`, textMember(environment, name));
  return {
    name: "custom",
    resourceManagerEndpoint: address("resourceManagerEndpointUrl"),
    authority: address("activeDirectoryEndpointUrl"),
    audience: address("managementEndpointUrl"),
    portal: address("portalUrl"),
  };
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== "";
}

/** Tokens go to these addresses, so that nothing but a plain https address is taken. */
function httpsAddress(setting: string, value: string | undefined): string {
  if (!isGiven(value)) {
    throw badSetting(setting, "missing");
  }
  const url = URL.parse(value.trim());
  if (
    url?.protocol !== "https:" ||
    url.username !== "" ||
    url.password !== "" ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    throw badSetting(setting, "notHttpsAddress");
  }
  let path = url.pathname;
  while (path.endsWith("/")) {
    path = path.slice(0, -1);
  }
  return url.origin + path;
}

function badSetting(setting: string, detail: "missing" | "unknownValue" | "notHttpsAddress"): AzureError {
  return new AzureError({ reason: "badSettings", setting, detail });
}
