import { accessRoutes } from "./authorization/accessRoutes";
import { lockRoutes } from "./authorization/lockRoutes";
import { activityLogRoutes } from "./insights/activityLogRoutes";
import { providerRoutes } from "./arm/providerRoutes";
import { policyRoutes } from "./authorization/policyRoutes";
import { subscriptionRoutes } from "./arm/subscriptionRoutes";
import { extensionRoutes } from "./compute/extensionRoutes";
import { scaleSetExtensionRoutes } from "./compute/scaleSetExtensionRoutes";
import { deploymentRoutes } from "./deployments/deploymentRoutes";
import { resourceGraphRoutes } from "./resourceGraph/resourceGraphRoutes";
import { resourceRoutes } from "./arm/resourceRoutes";
import { instanceRoutes } from "./compute/instanceRoutes";
import { operationRoutes } from "./compute/operationRoutes";
import { scaleSetRoutes } from "./compute/scaleSetRoutes";
import { skuRoutes } from "./compute/skuRoutes";
import { vmRoutes } from "./compute/vmRoutes";
import { type Route } from "./http/router";
import { federatedCredentialRoutes } from "./managedIdentity/federatedCredentialRoutes";
import { identityRoutes } from "./managedIdentity/identityRoutes";

/** Everything that is served below `/`, apart from sign-in and metadata. */
export const allRoutes: readonly Route[] = [
  ...operationRoutes,
  ...subscriptionRoutes,
  ...providerRoutes,
  ...vmRoutes,
  ...scaleSetRoutes,
  ...extensionRoutes,
  ...scaleSetExtensionRoutes,
  ...instanceRoutes,
  ...skuRoutes,
  ...identityRoutes,
  ...federatedCredentialRoutes,
  ...accessRoutes,
  ...lockRoutes,
  ...policyRoutes,
  ...deploymentRoutes,
  ...resourceGraphRoutes,
  ...activityLogRoutes,
  ...resourceRoutes,
];
