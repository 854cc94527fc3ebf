/** A settings.json as an object. */
export type Settings = Readonly<Record<string, unknown>>;

/** What keeps a fresh VS Code from asking, advertising, fetching and moving things by itself. */
export const quietSettings: Settings = {
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.openRepositoryInParentFolders": "never",
  "remote.autoForwardPorts": false,
  "remote.restoreForwardedPorts": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "window.autoDetectColorScheme": true,
  "window.confirmBeforeClose": "never",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/** On top of the quiet ones: a copied row above a tree or an editor would be found twice, and motion delays what is seen. */
export const drivenSettings: Settings = {
  ...quietSettings,
  "editor.cursorBlinking": "solid",
  "editor.stickyScroll.enabled": false,
  "workbench.reduceMotion": "on",
  "workbench.tree.enableStickyScroll": false,
};
