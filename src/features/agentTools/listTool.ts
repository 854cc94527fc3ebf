import { l10n } from "vscode";
import { readState } from "../../identity/readIdentity";
import type { Wire } from "../../identity/wire";
import { identityTest } from "../../ui/filters/identityFilter";
import { resourceTest } from "../../ui/filters/resourceFilter";
import { describeIdentity, formatKind } from "../../ui/words/identity";
import { referenceInShort, usageInShort } from "../../ui/words/usage";
import type { AgentTool } from "./agentTool";
import type { ListDeps } from "./deps";
import { countOf, optionalText, wordOf } from "./readInput";
import { unlessAborted } from "./unlessAborted";

const PAGE = 25;

const WHAT = ["resources", "identities"] as const;

/** Lists resources or user-assigned identities: filtered as the views are, a page at a time. */
export class ListTool implements AgentTool {
  constructor(private readonly deps: ListDeps) {}

  notice(input: Wire) {
    return {
      progress:
        input["what"] === "identities"
          ? l10n.t("Listing user-assigned identities")
          : l10n.t("Listing virtual machines and scale sets"),
    };
  }

  async run(input: Wire, signal: AbortSignal): Promise<object> {
    const what = wordOf(input, "what", WHAT);
    const filter = optionalText(input, "filter");
    const inSubscription = optionalText(input, "subscription")?.toLowerCase();
    const page = countOf(input, "page", 1);
    const listed = await unlessAborted(this.deps.inventory.loaded(), signal);
    const subscriptions = listed.filter(
      ({ subscription: { name, subscriptionId } }) =>
        inSubscription === undefined ||
        name.toLowerCase() === inSubscription ||
        subscriptionId.toLowerCase() === inSubscription,
    );
    const rows = what === "resources" ? this.resources(subscriptions, filter) : this.identities(subscriptions, filter);
    const { state } = this.deps.inventory;
    const failed = subscriptions.filter(({ listings }) =>
      Object.values(listings).some(({ kind }) => kind === "failed"),
    );
    return {
      total: rows.length,
      page,
      pages: Math.max(1, Math.ceil(rows.length / PAGE)),
      isListingComplete:
        !this.deps.inventory.isListing &&
        failed.length === 0 &&
        state.kind === "loaded" &&
        state.listing.failures.length === 0,
      ...(failed.length === 0 ? {} : { couldNotBeListed: failed.map(({ subscription }) => subscription.name) }),
      [what]: rows.slice((page - 1) * PAGE, page * PAGE).map((row) => row()),
    };
  }

  private resources(subscriptions: Listed, filter: string | undefined): readonly (() => object)[] {
    const isMeant = filter === undefined ? () => true : resourceTest(this.deps, filter);
    return subscriptions.flatMap(({ subscription, resources }) =>
      byName([...resources.values()].filter(isMeant)).map((resource) => () => ({
        name: resource.name,
        id: resource.id,
        kind: formatKind(resource),
        subscription: subscription.name,
        location: resource.location,
        has: describeIdentity(resource),
        userAssigned: readState(resource.identity)?.userAssigned.map(({ id }) => {
          const state = referenceInShort(this.deps.deadReferences.stateOn(resource, id));
          return state === undefined ? { id } : { id, state };
        }),
      })),
    );
  }

  private identities(subscriptions: Listed, filter: string | undefined): readonly (() => object)[] {
    const isMeant = filter === undefined ? () => true : identityTest(this.deps, filter);
    return subscriptions.flatMap(({ subscription, identities }) =>
      byName([...identities.values()].filter(isMeant)).map((identity) => () => ({
        name: identity.name,
        id: identity.id,
        subscription: subscription.name,
        location: identity.location,
        principalId: identity.principalId,
        clientId: identity.clientId,
        use: usageInShort(this.deps.identityUsages.of(identity)),
      })),
    );
  }
}

type Listed = ListDeps["inventory"]["subscriptions"];

function byName<Item extends { readonly name: string }>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((left, right) => left.name.localeCompare(right.name));
}
