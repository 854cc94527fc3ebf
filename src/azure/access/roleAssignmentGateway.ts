import { AuthorizationManagementClient } from "@azure/arm-authorization";
import type { Subscription } from "../accounts";
import { AzureError } from "../azureError";
import { apiVersions } from "../apiVersions";
import type { RoleAssignmentGateway, RoleGrantOutcome } from "./roleAssignments";
import { roleAssignmentName } from "./roleAssignmentsName";
import { roleAssignmentsQuery } from "./roleAssignmentsQuery";
import { addressPath } from "../http/addressPath";
import type { Answer } from "../http/answer";
import type { ArmConnection } from "../http/armConnection";
import type { ArmConnections } from "../http/armConnections";
import { guardedRead, guardedWrite } from "../http/guarded";
import { listAll } from "../http/listPages";
import { queryResourceGraph } from "../http/resourceGraph";
import { ownPipeline } from "../http/ownPipeline";
import { assignmentPath, readResource, readRoleAssignment, readRoleDefinition } from "./roleAssignmentWire";
import { sdkAnswer } from "../http/sdkAnswer";
import { badAnswer } from "../http/toAzureError";

/** The newest version in the OpenAPI files, and the one that @azure/arm-authorization 9 sends. */
const API_VERSION = "2022-04-01";

/** Rows of a query are 1,000 a page. More than these are not read: they are then said to be known in part. */
const MOST_PAGES = 200;

/** Role assignments by @azure/arm-authorization. */
export function createRoleAssignmentGateway(connections: ArmConnections): RoleAssignmentGateway {
  return {
    listForPrincipal: (subscription, principalId, signal) =>
      guardedRead(connections, subscription, signal, async (connection) => {
        const filter = `principalId eq '${principalId.replaceAll("'", "''")}'`;
        const found = await listAll(connection, listPath(subscription, filter), signal, readRoleAssignment);
        // A filter that a service does not take would bring everybody's assignments.
        return found.filter((each) => each.principalId.toLowerCase() === principalId.toLowerCase());
      }),
    listAll: (subscription, signal) =>
      guardedRead(connections, subscription, signal, (connection) =>
        listAll(connection, listPath(subscription), signal, readRoleAssignment),
      ),
    listCopied: (tenant, roleKeys, signal) =>
      guardedRead(connections, { tenant }, signal, async (connection) => {
        const query = { query: roleAssignmentsQuery(roleKeys), mostPages: MOST_PAGES, includesInherited: true };
        const { rows, isWhole } = await queryResourceGraph(connection, query, signal);
        const items = rows.map(readRoleAssignment);
        const read = items.filter((item) => item !== undefined);
        return { items: read, isWhole: isWhole && read.length === items.length };
      }),
    listRoleDefinitions: (subscription, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const path = `${provider(subscription)}/roleDefinitions?api-version=${API_VERSION}`;
        return listAll(connection, path, signal, readRoleDefinition);
      }),
    listResources: (subscription, signal) =>
      guardedRead(connections, subscription, signal, (connection) => {
        const root = `/subscriptions/${encodeURIComponent(subscription.subscriptionId)}`;
        return listAll(connection, `${root}/resources?api-version=${apiVersions.resourceGroups}`, signal, readResource);
      }),
    create: (subscription, grant, signal) =>
      guardedWrite(connections, subscription, signal, async (connection) => {
        const { roleDefinitionId, principalId } = grant;
        const scope = addressPath(grant.scope, "scope");
        const body = { roleDefinitionId, principalId, principalType: "ServicePrincipal" };
        return await grantOutcome(() =>
          sdkAnswer(subscription.tenant.tenantId, (options) =>
            operations(connection, subscription).create(scope, roleAssignmentName(grant), body, {
              ...options,
              abortSignal: signal,
            }),
          ),
        );
      }),
    remove: (subscription, { id: assignmentId }, signal) =>
      guardedWrite(connections, subscription, signal, async (connection) => {
        const id = assignmentPath(assignmentId);
        await sdkAnswer(subscription.tenant.tenantId, (options) =>
          operations(connection, subscription).deleteById(id, { ...options, abortSignal: signal }),
        );
      }),
  };
}

function provider({ subscriptionId }: Subscription): string {
  return `/subscriptions/${encodeURIComponent(subscriptionId)}/providers/Microsoft.Authorization`;
}

function listPath(subscription: Subscription, filter?: string): string {
  const query = filter === undefined ? "" : `&$filter=${encodeURIComponent(filter)}`;
  return `${provider(subscription)}/roleAssignments?api-version=${API_VERSION}${query}`;
}

function operations(connection: ArmConnection, { subscriptionId }: Subscription) {
  const client = new AuthorizationManagementClient(connection.credential, subscriptionId, ownPipeline(connection));
  return client.roleAssignments;
}

/** Two refusals are ends that a caller goes on from (recordings: roleassignments.jsonl). */
async function grantOutcome(send: () => Promise<Answer>): Promise<RoleGrantOutcome> {
  try {
    const assignment = readRoleAssignment((await send()).body);
    if (assignment === undefined) {
      throw badAnswer("the answer is not a role assignment");
    }
    return { kind: "created", assignment };
  } catch (error) {
    const code = AzureError.is(error) ? error.answer?.code : undefined;
    if (code === "RoleAssignmentExists") {
      return { kind: "exists" };
    }
    if (code === "PrincipalNotFound") {
      return { kind: "principalNotFound" };
    }
    throw error;
  }
}
