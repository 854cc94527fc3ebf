import { l10n } from "vscode";

interface ServiceType {
  /** A codicon. */
  readonly icon: string;
  readonly words: () => string;
}

/** The kinds of resources that use identities most; others are called by their type. */
const KNOWN: Readonly<Record<string, ServiceType>> = {
  "microsoft.web/sites": { icon: "browser", words: () => l10n.t("App Service or function app") },
  "microsoft.web/sites/slots": { icon: "browser", words: () => l10n.t("App Service slot") },
  "microsoft.app/containerapps": { icon: "package", words: () => l10n.t("Container app") },
  "microsoft.app/jobs": { icon: "package", words: () => l10n.t("Container Apps job") },
  "microsoft.app/managedenvironments": { icon: "package", words: () => l10n.t("Container Apps environment") },
  "microsoft.containerinstance/containergroups": { icon: "package", words: () => l10n.t("Container group") },
  "microsoft.containerservice/managedclusters": {
    icon: "server-environment",
    words: () => l10n.t("Kubernetes cluster"),
  },
  "microsoft.containerregistry/registries": { icon: "archive", words: () => l10n.t("Container registry") },
  "microsoft.datafactory/factories": { icon: "server-process", words: () => l10n.t("Data factory") },
  "microsoft.logic/workflows": { icon: "git-merge", words: () => l10n.t("Logic app") },
  "microsoft.apimanagement/service": { icon: "plug", words: () => l10n.t("API Management service") },
  "microsoft.storage/storageaccounts": { icon: "database", words: () => l10n.t("Storage account") },
  "microsoft.keyvault/vaults": { icon: "lock", words: () => l10n.t("Key vault") },
  "microsoft.sql/servers": { icon: "database", words: () => l10n.t("SQL server") },
  "microsoft.sql/managedinstances": { icon: "database", words: () => l10n.t("SQL managed instance") },
  "microsoft.dbforpostgresql/flexibleservers": { icon: "database", words: () => l10n.t("PostgreSQL server") },
  "microsoft.dbformysql/flexibleservers": { icon: "database", words: () => l10n.t("MySQL server") },
  "microsoft.documentdb/databaseaccounts": { icon: "database", words: () => l10n.t("Cosmos DB account") },
  "microsoft.automation/automationaccounts": { icon: "gear", words: () => l10n.t("Automation account") },
  "microsoft.hybridcompute/machines": { icon: "device-desktop", words: () => l10n.t("Azure Arc machine") },
  "microsoft.compute/virtualmachines/extensions": { icon: "extensions", words: () => l10n.t("Extension") },
  "microsoft.authorization/policyassignments": { icon: "law", words: () => l10n.t("Policy assignment") },
  "microsoft.resources/deploymentscripts": { icon: "terminal", words: () => l10n.t("Deployment script") },
  "microsoft.cognitiveservices/accounts": { icon: "sparkle", words: () => l10n.t("Azure AI services account") },
  "microsoft.machinelearningservices/workspaces": {
    icon: "beaker",
    words: () => l10n.t("Machine Learning workspace"),
  },
};

const known = (type: string): ServiceType | undefined => (Object.hasOwn(KNOWN, type) ? KNOWN[type] : undefined);

/** What kind of resource it is. `type` in lower case. */
export function describeServiceType(type: string): string {
  return known(type)?.words() ?? type;
}

/** The codicon of a kind of resource. `type` in lower case. */
export function iconOfService(type: string): string {
  return known(type)?.icon ?? "symbol-misc";
}

/** That a resource does not carry the identity itself, and only its properties name it. */
export function formatNamedUse(): string {
  return l10n.t("Named in its properties, for example for encryption or for the nodes of a cluster.");
}
