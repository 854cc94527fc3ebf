import { describe, expect, it } from "vitest";
import { gitHubRepository } from "../../../../src/features/federatedCredentials/gitRemote";

const remote = (name: string, url: string): string =>
  `[core]\n\tbare = false\n[remote "${name}"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/${name}/*\n`;

describe("the repository of a clone", () => {
  it.each([
    "https://github.com/contoso/web",
    "https://github.com/contoso/web.git",
    "https://user@github.com/contoso/web.git",
    "git@github.com:contoso/web.git",
    "ssh://git@github.com/contoso/web",
  ])("is read from %s", (url) => {
    expect(gitHubRepository(remote("origin", url))).toBe("contoso/web");
  });

  it("is that of origin, whatever stands before it", () => {
    const config = remote("upstream", "https://github.com/other/web") + remote("origin", "git@github.com:contoso/web");
    expect(gitHubRepository(config)).toBe("contoso/web");
  });

  it("is that of another remote where origin is not on GitHub", () => {
    const config =
      remote("origin", "https://dev.azure.com/contoso/web") + remote("github", "git@github.com:contoso/web");
    expect(gitHubRepository(config)).toBe("contoso/web");
  });

  it.each([
    "https://dev.azure.com/contoso/_git/web",
    "https://github.com.example.org/contoso/web",
    "https://example.org/github.com/contoso/web",
    "https://github.com/contoso/web/tree/main",
    "https://github.com/con*toso/web",
    "",
  ])("is none in %j", (url) => {
    expect(gitHubRepository(remote("origin", url))).toBeUndefined();
  });

  it("is none where there is no remote", () => {
    expect(gitHubRepository("")).toBeUndefined();
  });
});
