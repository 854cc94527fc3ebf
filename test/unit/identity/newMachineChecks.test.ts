import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkAdministrator,
  checkMachineName,
  checkPassword,
  checkSshPublicKey,
  isMachineSize,
  readImage,
} from "../../../src/identity/newMachineChecks";

describe("the name of a new machine", () => {
  it.each([
    ["vm-web-01", "Linux", "valid"],
    ["", "Linux", "empty"],
    ["-vm", "Linux", "badEdge"],
    ["vm-", "Windows", "badEdge"],
    ["vm_web", "Linux", "badCharacter"],
    ["[vm]", "Linux", "badCharacter"],
    ["12345", "Windows", "onlyDigits"],
    ["a".repeat(15), "Windows", "valid"],
    ["a".repeat(16), "Windows", "tooLong"],
    ["a".repeat(64), "Linux", "valid"],
    ["a".repeat(65), "Linux", "tooLong"],
  ] as const)("%s on %s is %s", (name, operatingSystem, check) => {
    expect(checkMachineName(name, operatingSystem)).toBe(check);
  });
});

describe("the name of an administrator", () => {
  it.each([
    ["azureuser", "Linux", "valid"],
    ["Administrator", "Windows", "disallowed"],
    ["root", "Linux", "disallowed"],
    ["", "Linux", "empty"],
    ["1st", "Linux", "badCharacter"],
    ["a b", "Linux", "badCharacter"],
    ["a".repeat(21), "Windows", "tooLong"],
    ["a".repeat(21), "Linux", "valid"],
  ] as const)("%s on %s is %s", (name, operatingSystem, check) => {
    expect(checkAdministrator(name, operatingSystem)).toBe(check);
  });
});

describe("a password", () => {
  it.each([
    ["Ab1!x", "Linux", "tooShort"],
    ["Ab1!xy", "Linux", "valid"],
    ["Ab1!xy", "Windows", "tooShort"],
    ["alllowercase1", "Linux", "tooSimple"],
    ["lower-case-1", "Linux", "valid"],
    ["P@ssw0rd", "Linux", "disallowed"],
    [`Ab1!${"x".repeat(69)}`, "Linux", "tooLong"],
    [`Ab1!${"x".repeat(69)}`, "Windows", "valid"],
  ] as const)("%s on %s is %s", (password, operatingSystem, check) => {
    expect(checkPassword(password, operatingSystem)).toBe(check);
  });
});

describe("an SSH public key", () => {
  const body = `AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(40)}`;

  it("is one line of type, body and comment", () => {
    expect(checkSshPublicKey(`ssh-ed25519 ${body} somebody@somewhere`)).toBe("valid");
    expect(checkSshPublicKey(`ssh-rsa ${body}==`)).toBe("valid");
    expect(checkSshPublicKey("~/.ssh/id_ed25519.pub")).toBe("notAPublicKey");
    expect(checkSshPublicKey(`ssh-ed25519 ${body}\nssh-rsa ${body}`)).toBe("notAPublicKey");
  });

  it("is told from a private one", () => {
    expect(checkSshPublicKey("-----BEGIN OPENSSH PRIVATE KEY-----\nabc")).toBe("privateKey");
  });

  it("is judged quickly, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20_000 }), (text) => {
        expect(["valid", "privateKey", "notAPublicKey"]).toContain(checkSshPublicKey(`ssh-rsa ${text}`));
      }),
      { numRuns: 50 },
    );
  });
});

describe("an image", () => {
  const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers";

  it("is publisher, offer, sku and version, or the id of an image", () => {
    expect(readImage("Canonical:ubuntu-24_04-lts:server:latest")).toEqual({
      kind: "marketplace",
      publisher: "Canonical",
      offer: "ubuntu-24_04-lts",
      sku: "server",
      version: "latest",
    });
    const id = `${group}/Microsoft.Compute/galleries/g/images/web/versions/1.0.0`;
    expect(readImage(id)).toEqual({ kind: "id", id });
  });

  it.each(["", "ubuntu", "a:b:c", "a:b:c:d:e", "[a]:b:c:d", `${group}/Microsoft.Compute/virtualMachines/vm`])(
    "is not %s",
    (text) => {
      expect(readImage(text)).toBeUndefined();
    },
  );
});

it("a size is one word", () => {
  expect(["Standard_D2s_v5", "Standard B2s", "[size]", ""].map(isMachineSize)).toEqual([true, false, false, false]);
});
