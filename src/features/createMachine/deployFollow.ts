import * as vscode from "vscode";
import { AzureError } from "../../azure/azureError";
import type { DeploymentPlace, TemplateDeployment } from "../../azure/deployments/deployments";
import type { FollowDeps } from "./deps";
import { withCancellableProgress } from "../../ui/cancellableProgress";
import { StoppedAfter } from "../../ui/stoppedAfter";
import { describeCause } from "../../ui/words/failure";
import { describeNewGroup } from "../../ui/words/written";
import { describeDeploymentProgress } from "./deploymentWords";
import { askInDialog, notifyWarning } from "../../ui/shown/messages";

/** What the user wants when they press Cancel while a deployment runs. */
type Wish = "cancelDeployment" | "stopWaiting" | "goOn";

async function askWhatToStop(name: string): Promise<Wish> {
  const cancel = vscode.l10n.t("Cancel the Deployment");
  const stop = vscode.l10n.t("Stop Waiting");
  const answer = await askInDialog(
    vscode.l10n.t("The deployment {0} is running in Azure.", name),
    vscode.l10n.t(
      "Canceling stops the deployment, but what it already created stays. If you only stop waiting, it continues.",
    ),
    [cancel, stop],
  );
  return answer === cancel ? "cancelDeployment" : answer === stop ? "stopWaiting" : "goOn";
}

/**
 * Deploys and waits for the end, into a new resource group where a region for one is given.
 * @returns `stopped` where the user had Azure cancel it
 * @throws AzureError
 */
export async function followDeployment(
  deps: FollowDeps,
  place: DeploymentPlace,
  deployment: TemplateDeployment,
  newGroupLocation: string | undefined,
): Promise<"done" | "stopped"> {
  const title = vscode.l10n.t("Deploying {0}", place.name);
  return await withCancellableProgress(title, async (pressed, report) => {
    if (newGroupLocation !== undefined) {
      report(vscode.l10n.t("Creating the resource group {0}...", place.resourceGroup));
      await deps.identities.createResourceGroup(place.subscription, place.resourceGroup, newGroupLocation, pressed);
    }
    const waiting = new AbortController();
    const asked = new Stopping(deps, place, waiting);
    const onPressed = (): void => {
      asked.begin();
    };
    pressed.addEventListener("abort", onPressed);
    try {
      await deps.deployments.deploy(place, deployment, {
        signal: waiting.signal,
        onProgress: (progress) => {
          if (progress.kind === "running") {
            report(describeDeploymentProgress(progress.status, progress.elapsedMs));
          }
        },
      });
      return "done";
    } catch (error) {
      if ((await asked.wish()) === "cancelDeployment" && AzureError.is(error, "operationFailed")) {
        return "stopped";
      }
      throw newGroupLocation === undefined ? error : new StoppedAfter(describeNewGroup(place.resourceGroup), error);
    } finally {
      pressed.removeEventListener("abort", onPressed);
    }
  });
}

/** Asks once what Cancel is to mean, and does it while the deployment is being followed. */
class Stopping {
  private asking: Promise<Wish> | undefined;

  constructor(
    private readonly deps: Pick<FollowDeps, "deployments" | "log">,
    private readonly place: DeploymentPlace,
    private readonly waiting: AbortController,
  ) {}

  begin(): void {
    this.asking ??= this.ask();
  }

  wish(): Promise<Wish> {
    return this.asking ?? Promise.resolve("goOn");
  }

  private async ask(): Promise<Wish> {
    const wish = await askWhatToStop(this.place.name);
    if (wish === "cancelDeployment") {
      try {
        await this.deps.deployments.cancel(this.place, new AbortController().signal);
      } catch (error) {
        this.deps.log.warn(String(error));
        const why = AzureError.is(error) ? describeCause(error).what : String(error);
        void notifyWarning(
          vscode.l10n.t("Couldn't cancel the deployment {deployment}, so it continues: {reason}", {
            deployment: this.place.name,
            reason: why,
          }),
        );
        return "goOn";
      }
    }
    if (wish === "stopWaiting") {
      this.waiting.abort();
    }
    return wish;
  }
}
