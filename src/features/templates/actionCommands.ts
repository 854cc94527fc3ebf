/** Runs a chosen action on a resource. Not contributed: lenses, code actions and fixes are its only callers. */
export const RUN_ACTION = "_managedIdentities.runTemplateAction";

/** Shows what a fix changes and makes it. Not contributed: fixes are its only callers. */
export const PREVIEW_FIX = "_managedIdentities.previewTemplateFix";

/** Makes the fixes of all problems of a kind. Not contributed: fixes are its only callers. */
export const FIX_ALL = "_managedIdentities.fixAllInTemplate";

/** Asks for a change of the resource that it is called with, or else for the resource first. */
export const EDIT_IDENTITIES = "managedIdentities.editTemplateIdentities";

/** What `EDIT_IDENTITIES` is called with for every resource of the open template. */
export const ALL_RESOURCES = "all";
