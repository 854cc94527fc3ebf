import * as vscode from "vscode";
import type { CompletionPlace, IdentityDocument } from "../../../documents/documentLanguage";
import type { IdentityType } from "../../../identity/identityState";
import type { KnownIdentity } from "../../../documents/knownIdentity";
import type { ListedDeps } from "../deps";
import { formatPlace } from "../../../ui/words/identityResource";
import { completionItem } from "../../../ui/shown/editor";
import { toRange } from "../documentEdits";
import type { TemplateModels } from "../templateModels";
import { whileAsked } from "../turns";
import { describeInlineForm, describeSource } from "../words/identitySource";

const TYPES: readonly IdentityType[] = ["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"];

/** What the document names comes first, then what Azure lists. */
const FIRST_LIVE_RANK = 2;

/** A place in an identity, and its range in the editor. */
interface Place {
  readonly place: CompletionPlace;
  readonly range: vscode.Range;
}

/** The types, and the identities that are known, inside an identity block. */
export class BlockCompletion implements vscode.CompletionItemProvider {
  constructor(
    private readonly deps: ListedDeps,
    private readonly models: TemplateModels,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const template = await this.models.latest(document, token);
    const place = template?.completion(document.offsetAt(position));
    if (template === undefined || place === undefined) {
      return [];
    }
    const at = { place, range: toRange(document, place.replaces) };
    if (place.wants === "type") {
      if (this.models.isAlsoRead(document)) {
        return [];
      }
      return (place.types ?? TYPES).map((type) => typeItem(type, at));
    }
    const known = await whileAsked(place.known(), token);
    return known === undefined ? [] : this.identities(template, known, at);
  }

  private identities(template: IdentityDocument, known: readonly KnownIdentity[], at: Place): vscode.CompletionItem[] {
    const { place } = at;
    const here = known
      .filter(({ text }) => this.deps.inventory.findIdentity(text) === undefined)
      .map(({ text, kind }) => identityItem(text, describeSource(kind), at, "1"));
    const live = this.deps.inventory.subscriptions.flatMap(({ identities }) =>
      [...identities.values()]
        .filter(({ id }) => !template.namesId(place.resource, id))
        .flatMap((identity) =>
          place
            .forms(identity.id)
            .map(({ form, text }, index) =>
              identityItem(
                text,
                formatPlace(identity),
                at,
                String(FIRST_LIVE_RANK + index),
                describeInlineForm(form, identity.name),
              ),
            ),
        ),
    );
    return [...here, ...live];
  }
}

function typeItem(type: IdentityType, { place, range }: Place): vscode.CompletionItem {
  const item = completionItem(place.written(type), describeTypeMeaning(type), vscode.CompletionItemKind.EnumMember);
  item.range = range;
  item.filterText = `${place.filterPrefix}${type}`;
  item.sortText = String(TYPES.indexOf(type));
  return item;
}

function identityItem(
  text: string,
  detail: string,
  { place, range }: Place,
  rank: string,
  label = text,
): vscode.CompletionItem {
  const item = completionItem(label, detail, vscode.CompletionItemKind.Reference);
  item.insertText = place.written(text);
  item.filterText = `${place.filterPrefix}${label} ${text}`;
  item.range = range;
  item.sortText = `${rank}${label}`;
  return item;
}

/** What a type of identity means. */
function describeTypeMeaning(type: IdentityType): string {
  switch (type) {
    case "SystemAssigned":
      return vscode.l10n.t("Its own identity, deleted with the resource");
    case "UserAssigned":
      return vscode.l10n.t("The listed identities, which resources can share");
    case "SystemAssigned, UserAssigned":
      return vscode.l10n.t("Its own identity and the listed ones");
    case "None":
      return vscode.l10n.t("No identity");
  }
}
