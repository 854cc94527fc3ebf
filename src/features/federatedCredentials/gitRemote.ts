import { checkOrganisation, checkRepository } from "../../azure/identities/federatedCredentialWorkload";

/** The sections of a configuration of Git that are remotes, by name, with what stands in them. */
function remotesOf(config: string): ReadonlyMap<string, string> {
  const sections = config.split(/^[ \t]*\[/m).flatMap((section) => {
    const [, name, body] = /^remote "([^"\n]{1,200})"\]([^]*)$/.exec(section) ?? [];
    return name === undefined || body === undefined ? [] : [[name, body] as const];
  });
  return new Map(sections);
}

/** The repository on GitHub that an address of a remote is of, as organization/repository. */
function repositoryOf(url: string): string | undefined {
  const match =
    /^(?:https:\/\/(?:[^@/\s]*@)?|ssh:\/\/git@|git@)github\.com[:/]([^/\s]+)\/([^/\s]+?)(?:\.git)?\/?$/.exec(url);
  const [, organization = "", repository = ""] = match ?? [];
  const isValid = checkOrganisation(organization) === "valid" && checkRepository(repository) === "valid";
  return match !== null && isValid ? `${organization}/${repository}` : undefined;
}

/** The repository on GitHub that a configuration of Git names, `origin` before all others; undefined where it names none. */
export function gitHubRepository(config: string): string | undefined {
  const remotes = remotesOf(config);
  const bodies = [remotes.get("origin"), ...remotes.values()];
  return bodies
    .map((body = "") => repositoryOf(/^[ \t]*url[ \t]*=[ \t]*(\S+)[ \t]*$/m.exec(body)?.[1] ?? ""))
    .find((repository) => repository !== undefined);
}
