import * as vscode from "vscode";
import { toCsv } from "../../ui/shown/csv";
import type { SaveFormat } from "../../ui/shown/saveFile";
import { type Finding, verdictOf } from "./findings";
import type { Surveyed } from "./survey";
import { describeFinding, describeVerdict, formatSource, formatVerdict } from "./verdictWords";

/** What was found out about identities, and when. */
export interface VerdictReport {
  readonly title: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly surveyed: readonly Surveyed[];
}

/** The evidence of one identity, source by source. */
export function findingLines(findings: readonly Finding[]): string[] {
  return findings.flatMap((finding) => [
    "",
    vscode.l10n.t("{label}: {text}", { label: formatSource(finding.source), text: describeFinding(finding) }),
    ...finding.found.map((line) => `  ${line}`),
    ...finding.gaps.map((line) => `  ${vscode.l10n.t("Not checked: {0}", line)}`),
  ]);
}

/** The verdicts with their evidence as plain text. */
export function verdictText({ title, at, surveyed }: VerdictReport): string {
  return [
    title,
    vscode.l10n.t("Checked on {0}", new Date(at).toISOString()),
    ...surveyed.flatMap(({ identity, findings }) => {
      const verdict = verdictOf(findings, at);
      return ["", "", identity.id, formatVerdict(verdict), describeVerdict(verdict), ...findingLines(findings)];
    }),
    "",
  ].join("\n");
}

/** A row for each source of each identity. */
export function verdictCsv({ at, surveyed }: VerdictReport): string {
  const head = [
    vscode.l10n.t("Name"),
    vscode.l10n.t("Verdict"),
    vscode.l10n.t("Source"),
    vscode.l10n.t("Result"),
    vscode.l10n.t("Found"),
    vscode.l10n.t("Not checked"),
    vscode.l10n.t("Checked on"),
    vscode.l10n.t("Resource ID"),
  ];
  const time = new Date(at).toISOString();
  const rows = surveyed.flatMap(({ identity, findings }) =>
    findings.map((finding) => [
      identity.name,
      formatVerdict(verdictOf(findings, at)),
      formatSource(finding.source),
      describeFinding(finding),
      finding.found.join("; "),
      finding.gaps.join("; "),
      time,
      identity.id,
    ]),
  );
  return toCsv([head, ...rows]);
}

/** All that is known, for a program. */
export function verdictJson({ at, surveyed }: VerdictReport): string {
  const identities = surveyed.map(({ identity: { id, name, principalId, clientId }, findings }) => ({
    id,
    name,
    principalId,
    clientId,
    verdict: verdictOf(findings, at),
    findings,
  }));
  return `${JSON.stringify({ checkedAt: new Date(at).toISOString(), identities }, undefined, 2)}\n`;
}

/** The forms in which the verdicts can be saved. */
export function verdictFormats(report: VerdictReport): readonly SaveFormat[] {
  return [
    {
      label: "CSV",
      description: vscode.l10n.t("One row per source, for a spreadsheet"),
      ending: "csv",
      text: () => verdictCsv(report),
    },
    {
      label: "JSON",
      description: vscode.l10n.t("All details, for a program"),
      ending: "json",
      text: () => verdictJson(report),
    },
  ];
}
