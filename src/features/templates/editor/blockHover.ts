import * as vscode from "vscode";
import type { Spelling } from "../../../documents/documentLanguage";
import type { DocumentResource, ListedIdentity } from "../../../documents/documentResource";
import type { ListedDeps } from "../deps";
import { formatPlace } from "../../../ui/words/identityResource";
import { paragraphs } from "../../../ui/shown/markdown";
import { toRange } from "../documentEdits";
import type { TemplateModels } from "../templateModels";
import { namesakes } from "../live/liveResource";
import { describeLive, describeMeaning } from "../words/hover";
import { formatIdentityName, shortText } from "../words/resource";

/** On an identity block: what deploying it does, what the resource of its name has in Azure, and which identities it names. */
export class BlockHover implements vscode.HoverProvider {
  constructor(
    private readonly deps: ListedDeps,
    private readonly models: TemplateModels,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const template = await this.models.latest(document, token);
    const place = template?.hover(document.offsetAt(position));
    if (template === undefined || place === undefined) {
      return undefined;
    }
    const text =
      place.listed === undefined
        ? this.resourceText(place.resource, template)
        : this.listedText(place.listed, template);
    return new vscode.Hover(text, toRange(document, place.range));
  }

  private resourceText(resource: DocumentResource, spelling: Spelling): vscode.MarkdownString {
    const { identity } = resource;
    const listed = identity.kind === "state" && identity.userAssigned !== "unknown" ? identity.userAssigned : [];
    const live = namesakes(this.deps, resource).map((target) => describeLive(target.resource));
    return paragraphs([
      ...describeMeaning(resource, spelling),
      ...live,
      ...listed.map((each) => this.lineOf(each, spelling)),
    ]);
  }

  private listedText(listed: ListedIdentity, spelling: Spelling): vscode.MarkdownString {
    const live = this.live(listed);
    return live === undefined
      ? paragraphs([formatIdentityName(listed.text, spelling), shortText(spelling.plainText(listed.text))])
      : paragraphs([
          this.lineOf(listed, spelling),
          ...(live.principalId === undefined ? [] : [vscode.l10n.t("Principal ID {0}", live.principalId)]),
          formatPlace(live),
          live.id,
        ]);
  }

  private lineOf(listed: ListedIdentity, spelling: Spelling): string {
    const clientId = this.live(listed)?.clientId;
    const name = formatIdentityName(listed.text, spelling);
    return clientId === undefined
      ? name
      : vscode.l10n.t("{resourceGroup}, client ID {clientId}", { resourceGroup: name, clientId });
  }

  private live({ id }: ListedIdentity) {
    return id === undefined ? undefined : this.deps.inventory.findIdentity(id);
  }
}
