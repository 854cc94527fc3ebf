import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { localSshKeys } from "../../../../src/features/createMachine/localSshKeys";

const KEY = `ssh-ed25519 ${"A".repeat(68)} somebody@laptop`;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "managed-identities-ssh-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("gives the public keys of the folder, by file name", async () => {
  await writeFile(path.join(folder, "work.pub"), `${KEY}\n`);
  await writeFile(path.join(folder, "home.pub"), KEY);
  expect(await localSshKeys(folder)).toEqual([
    { file: "home.pub", key: KEY },
    { file: "work.pub", key: KEY },
  ]);
});

it("reads nothing that does not end with .pub, and offers nothing that is no public key of one line", async () => {
  await writeFile(path.join(folder, "id_ed25519"), KEY);
  await writeFile(path.join(folder, "authorized_keys"), KEY);
  await writeFile(path.join(folder, "private.pub"), "-----BEGIN OPENSSH PRIVATE KEY-----");
  await writeFile(path.join(folder, "two.pub"), `${KEY}\n${KEY}`);
  await writeFile(path.join(folder, "huge.pub"), KEY.padEnd(20_000));
  await mkdir(path.join(folder, "folder.pub"));
  expect(await localSshKeys(folder)).toEqual([]);
});

it("gives none where there is no such folder", async () => {
  expect(await localSshKeys(path.join(folder, "missing"))).toEqual([]);
});
