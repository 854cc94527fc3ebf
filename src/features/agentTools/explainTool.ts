import { l10n } from "vscode";
import type { ChangeTarget } from "../../azure/compute/computeResource";
import { defaultIdentity } from "../../identity/defaultIdentity";
import { readState } from "../../identity/readIdentity";
import { isUserAssignedIdentityId, resourceName } from "../../identity/resourceId";
import type { Wire } from "../../identity/wire";
import { userAssignedPrincipal } from "../../ui/steps/accessTargets";
import { findListedTarget } from "../../ui/steps/targets";
import { formatRoleName, formatScope } from "../../ui/words/access";
import { describeFailure } from "../../ui/words/failure";
import { formatKind } from "../../ui/words/identity";
import { describeReference, describeUsage } from "../../ui/words/usage";
import { type Dependents, type ImpactSubject, readDependents, subscriptionsOf } from "../usage/impact";
import { type AgentTool, ToolError } from "./agentTool";
import type { ExplainDeps } from "./deps";
import { textOf } from "./readInput";
import { unlessAborted } from "./unlessAborted";

/** Explains a resource or a user-assigned identity: what it has, what uses it, what it may do, and what to know of it. */
export class ExplainTool implements AgentTool {
  constructor(private readonly deps: ExplainDeps) {}

  notice() {
    return { progress: l10n.t("Looking up identities and what depends on them") };
  }

  async run(input: Wire, signal: AbortSignal): Promise<object> {
    const id = textOf(input, "id");
    await unlessAborted(this.deps.inventory.loaded(), signal);
    await unlessAborted(this.deps.deadReferences.check(), signal);
    return isUserAssignedIdentityId(id) ? await this.identity(id, signal) : await this.resource(id, signal);
  }

  private async identity(id: string, signal: AbortSignal): Promise<object> {
    const listed = this.deps.inventory.findIdentity(id);
    const target = userAssignedPrincipal(this.deps, id);
    if (target === undefined) {
      throw new ToolError("notListed", "No identity with this ID is listed. Use the list tool to find its ID.");
    }
    return {
      id: listed?.id ?? id,
      name: resourceName(id),
      kind: "user-assigned identity",
      location: listed?.location,
      principalId: target.principalId,
      clientId: listed?.clientId,
      state: describeReference(this.deps.deadReferences.state(id)),
      ...(await this.dependents({ ...target, kind: "userAssigned", identityId: id }, signal)),
    };
  }

  private async resource(id: string, signal: AbortSignal): Promise<object> {
    const target = await findListedTarget(this.deps, id);
    if (target === undefined) {
      throw new ToolError("notListed", "No resource with this ID is listed. Use the list tool to find its ID.");
    }
    const { resource, subscription } = target;
    const state = readState(resource.identity);
    return {
      id: resource.id,
      name: resource.name,
      kind: formatKind(resource),
      subscription: subscription.name,
      location: resource.location,
      identity:
        state === undefined
          ? "in a form that this version of the extension cannot read; it cannot be changed"
          : { systemAssigned: await this.systemAssigned(target, signal), userAssigned: this.userAssigned(target) },
      tokenRequestsWithoutClientIdGet: state && defaultIdentity(state).kind,
      hazards: this.hazards(target),
    };
  }

  private async systemAssigned(
    { subscription, resource }: ChangeTarget,
    signal: AbortSignal,
  ): Promise<object | string> {
    const systemAssigned = readState(resource.identity)?.systemAssigned;
    if (systemAssigned === undefined) {
      return "off";
    }
    const { principalId } = systemAssigned;
    const { access } = await readDependents(
      this.deps,
      { kind: "systemAssigned", subscription, resource, principalId },
      signal,
    );
    return { principalId, ...this.access(access, { subscription }) };
  }

  private userAssigned({ resource }: ChangeTarget): readonly object[] {
    return (readState(resource.identity)?.userAssigned ?? []).map(({ id, principalId, clientId }) => ({
      id,
      principalId,
      clientId,
      state: describeReference(this.deps.deadReferences.stateOn(resource, id)),
    }));
  }

  private hazards({ resource }: ChangeTarget): readonly string[] {
    const { manager, encryptionIdentityId, extensions = [] } = resource.dependents ?? {};
    return [
      ...(manager === undefined ? [] : [`A service manages this resource and may undo changes: ${manager.service}`]),
      ...(encryptionIdentityId === undefined ? [] : [`Disk encryption uses the identity ${encryptionIdentityId}`]),
      ...extensions.map(({ name, purpose }) => `The extension ${name} (${purpose}) uses an identity of this resource`),
      ...(this.deps.retiredExtensions.state(resource).kind === "carries"
        ? ["It still has the retired managed identity extension"]
        : []),
    ];
  }

  private async dependents(subject: ImpactSubject, signal: AbortSignal): Promise<object> {
    const { access, uses, usage, federated } = await readDependents(this.deps, subject, signal);
    return {
      use: describeUsage(usage),
      usedByCount: uses.length + usage.services.length,
      usedBy: [
        ...uses.map(({ resource, isDefault }) => (isDefault ? { id: resource.id, isDefault } : { id: resource.id })),
        ...usage.services.map(({ id }) => ({ id })),
      ],
      ...this.access(access, subject),
      federatedCredentials:
        federated?.kind === "read"
          ? federated.value.map(({ name, issuer, subject: trusted }) => ({ name, issuer, subject: trusted }))
          : "not read",
    };
  }

  private access({ assignments, failures }: Dependents["access"], of: Pick<ImpactSubject, "subscription">): object {
    const subscriptions = subscriptionsOf(this.deps, of);
    return {
      roleAssignmentCount: assignments.length,
      roleAssignments: assignments.map((each) => ({
        role: formatRoleName(each),
        on: formatScope(each.scope, subscriptions),
        scope: each.scope,
      })),
      ...(failures.length === 0
        ? {}
        : {
            notRead: failures.map(({ subscription, error }) => `${subscription.name}: ${describeFailure(error).what}`),
          }),
    };
  }
}
