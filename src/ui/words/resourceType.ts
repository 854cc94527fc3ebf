import { l10n } from "vscode";

/** A kind of resource for people: its name, and an icon of VS Code. */
export interface ResourceTypeWords {
  readonly name: string;
  readonly icon: string;
}

/** The kinds that identities are most often given access to. Any other is called as Azure calls it. */
export function describeResourceType(type: string): ResourceTypeWords {
  switch (type.toLowerCase()) {
    case "microsoft.keyvault/vaults":
      return { name: l10n.t("Key vault"), icon: "key" };
    case "microsoft.storage/storageaccounts":
      return { name: l10n.t("Storage account"), icon: "database" };
    case "microsoft.sql/servers":
    case "microsoft.sql/servers/databases":
      return { name: l10n.t("SQL database"), icon: "database" };
    case "microsoft.documentdb/databaseaccounts":
      return { name: l10n.t("Cosmos DB account"), icon: "database" };
    case "microsoft.containerregistry/registries":
      return { name: l10n.t("Container registry"), icon: "package" };
    case "microsoft.containerservice/managedclusters":
      return { name: l10n.t("Kubernetes cluster"), icon: "server-environment" };
    case "microsoft.servicebus/namespaces":
      return { name: l10n.t("Service Bus namespace"), icon: "mail" };
    case "microsoft.eventhub/namespaces":
      return { name: l10n.t("Event Hubs namespace"), icon: "broadcast" };
    case "microsoft.web/sites":
      return { name: l10n.t("Web app"), icon: "globe" };
    case "microsoft.compute/virtualmachines":
      return { name: l10n.t("Virtual machine"), icon: "vm" };
    case "microsoft.compute/virtualmachinescalesets":
      return { name: l10n.t("Scale set"), icon: "server" };
    case "microsoft.managedidentity/userassignedidentities":
      return { name: l10n.t("User-assigned identity"), icon: "account" };
    case "microsoft.network/virtualnetworks":
      return { name: l10n.t("Virtual network"), icon: "type-hierarchy" };
    default:
      return { name: type, icon: "symbol-misc" };
  }
}
