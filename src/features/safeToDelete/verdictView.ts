import * as vscode from "vscode";
import type { AzextUi } from "../../ui/azextUi";
import type { Line } from "../../ui/shown/quickPick";
import { fileNameOf, saveInFormat } from "../../ui/shown/saveFile";
import { heading, showLines, type StepAside } from "../changeIdentities/lines";
import { type Finding, verdictOf } from "./findings";
import type { Surveyed } from "./survey";
import { verdictFormats, type VerdictReport, verdictText } from "./verdictReport";
import { describeFinding, describeVerdict, formatSource, formatVerdict, iconOfVerdict } from "./verdictWords";

/** What showing a verdict works with. */
export interface VerdictViewDeps {
  readonly ui: Pick<AzextUi, "openReadOnly">;
}

/** What a user can do with a verdict, besides reading and saving it. */
export type VerdictChoice = "lastSignIn" | "delete" | "signIn";

interface VerdictLine extends Line {
  readonly action?: VerdictChoice | "open" | "save";
}

/** The verdict on one identity, with the evidence of each source. */
export function verdictLines({ findings }: Surveyed, at: number, choices: readonly VerdictChoice[]): VerdictLine[] {
  const verdict = verdictOf(findings, at);
  return [
    { icon: iconOfVerdict(verdict), label: formatVerdict(verdict), detail: describeVerdict(verdict) },
    ...findings.flatMap(findingLinesOf),
    heading(vscode.l10n.t("More")),
    ...choices.map(choiceLine),
    ...reportLines(),
  ];
}

function choiceLine(action: VerdictChoice): VerdictLine {
  switch (action) {
    case "lastSignIn":
      return { icon: "history", label: vscode.l10n.t("Look Up Last Sign-In"), action };
    case "signIn":
      return { icon: "sign-in", label: vscode.l10n.t("Sign In to Check Groups and API Permissions..."), action };
    case "delete":
      return { icon: "trash", label: vscode.l10n.t("Delete..."), action };
  }
}

const reportLines = (): VerdictLine[] => [
  { icon: "go-to-file", label: vscode.l10n.t("Open as Text"), action: "open" },
  { icon: "save", label: vscode.l10n.t("Save As..."), action: "save" },
];

function findingLinesOf(finding: Finding): VerdictLine[] {
  const { source, state, found, gaps } = finding;
  const isEmpty = found.length === 0;
  const icon = state === "checked" && gaps.length === 0 ? "check" : state === "notNeeded" ? "dash" : "question";
  return [
    heading(formatSource(source)),
    ...(isEmpty ? [{ icon, label: describeFinding(finding), detail: gaps.join(" ") }] : []),
    ...found.map((label) => ({ icon: "circle-filled", label })),
    ...(isEmpty ? [] : gaps.map((gap) => ({ icon: "question", label: vscode.l10n.t("Not checked: {0}", gap) }))),
  ];
}

/** Shows the verdict on one identity until the user wants something done. @throws PromptCancelled, WentBack */
export async function showVerdict(
  deps: VerdictViewDeps,
  report: VerdictReport,
  surveyed: Surveyed,
  choices: readonly VerdictChoice[],
  canGoBack = false,
): Promise<VerdictChoice> {
  return await showLines<VerdictLine, VerdictChoice>(
    {
      title: report.title,
      placeholder: vscode.l10n.t("What was checked, and what was found"),
      items: verdictLines(surveyed, report.at, choices),
      canGoBack,
    },
    async ({ action }, stepAside) => await carriedOut(deps, report, action, stepAside),
  );
}

interface SurveyedLine extends Line {
  readonly surveyed?: Surveyed;
  readonly action?: "open" | "save";
}

/** Shows the verdicts on many identities until one of them is chosen. @throws PromptCancelled */
export async function showVerdicts(deps: VerdictViewDeps, report: VerdictReport): Promise<Surveyed> {
  const { at, surveyed } = report;
  const byVerdict = Map.groupBy(surveyed, ({ findings }) => verdictOf(findings, at));
  const order = ["noUseFound", "unknown", "hasAccess", "signedIn", "usedFromOutside", "inUse"] as const;
  const items = order.flatMap((verdict): SurveyedLine[] => {
    const ofVerdict = byVerdict.get(verdict) ?? [];
    return ofVerdict.length === 0
      ? []
      : [
          heading(vscode.l10n.t("{name} ({kind})", { name: formatVerdict(verdict), kind: ofVerdict.length })),
          ...ofVerdict.map((each) => surveyedLine(each, iconOfVerdict(verdict))),
        ];
  });
  const none: SurveyedLine[] = [
    { icon: "info", label: vscode.l10n.t("There are no user-assigned identities in this subscription.") },
  ];
  const more: SurveyedLine[] = [
    heading(vscode.l10n.t("More")),
    { icon: "go-to-file", label: vscode.l10n.t("Open as Text"), action: "open" },
    { icon: "save", label: vscode.l10n.t("Save As..."), action: "save" },
  ];
  return await showLines<SurveyedLine, Surveyed>(
    {
      title: report.title,
      placeholder: vscode.l10n.t("Select an identity to see what was checked and found"),
      items: [...(surveyed.length === 0 ? none : items), ...more],
    },
    async ({ surveyed: chosen, action }, stepAside) => {
      await carriedOut(deps, report, action, stepAside);
      return chosen;
    },
  );
}

function surveyedLine(surveyed: Surveyed, icon: string): SurveyedLine {
  const found = surveyed.findings.filter((finding) => finding.found.length > 0);
  const detail = found.map(({ source, found: { length } }) =>
    vscode.l10n.t("{label}: {text}", { label: formatSource(source), text: length }),
  );
  return {
    icon,
    label: surveyed.identity.name,
    description: surveyed.identity.resourceGroup,
    ...(detail.length === 0 ? {} : { detail: detail.join(" · ") }),
    surveyed,
  };
}

/** Opens or saves the report; whatever else is to be done is for the caller. */
async function carriedOut<Action extends string>(
  { ui }: VerdictViewDeps,
  report: VerdictReport,
  action: Action | "open" | "save" | undefined,
  stepAside: StepAside,
): Promise<Exclude<Action, "open" | "save"> | undefined> {
  const { title, at } = report;
  if (action === "open") {
    const options = { preserveFocus: true, preview: true };
    await ui.openReadOnly(title, `${title} ${at}`, verdictText(report), ".txt", options);
    return undefined;
  }
  if (action === "save") {
    await stepAside(() => saveInFormat(title, fileNameOf(title, at), verdictFormats(report), { canGoBack: true }));
    return undefined;
  }
  return action as Exclude<Action, "open" | "save"> | undefined;
}
