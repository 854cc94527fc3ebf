import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { atOnce } from "../../../src/documents/sliced";
import { TerraformDocument } from "../../../src/documents/terraform/seam/terraformDocument";
import { readModel } from "../../unit/documents/terraform/terraformModels";
import { isFormatted } from "./format";

const folder = path.resolve(import.meta.dirname, "../../host/sample/terraform");
const files = readdirSync(folder).map((name) => ({ path: name, text: readFileSync(path.join(folder, name), "utf8") }));

function open(name: string): TerraformDocument {
  const text = files.find((file) => file.path === name)?.text ?? "";
  return new TerraformDocument(
    readModel(
      text,
      files.filter((file) => file.path !== name),
    ),
  );
}

it("the sample has machines in every form, and only its file of faults has any", () => {
  const forms = open("machines.tf").resources.map(({ label, identity }) => [
    label,
    identity.kind === "unknown"
      ? identity.reason
      : [identity.systemAssigned, identity.userAssigned === "unknown" ? "unknown" : identity.userAssigned.length],
  ]);
  expect(Object.fromEntries(forms)).toEqual({
    "vm-web-bastion": [true, 1],
    "vm-reports": [false, 2],
    "vm-batch": ["unknown", 0],
    "vm-app": [true, 0],
    "vmss-workers": [false, 0],
    "vm-jobs": [false, 2],
    "vm-preview": [false, 1],
  });
  const faulty = files.filter(({ path: name }) => name.endsWith(".tf") && atOnce(open(name).diagnose()).length > 0);
  expect(faulty.map(({ path: name }) => name)).toEqual(["faults.tf"]);
  expect(files.filter(({ text }) => !isFormatted(text)).map(({ path: name }) => name)).toEqual([]);
});

it("the sample declares every name once", () => {
  const heads = files
    .filter(({ path: name }) => name.endsWith(".tf"))
    .flatMap(({ text }) => text.match(/^(?:resource|variable|output|module|data)\b.*(?=\{)/gm) ?? []);
  expect(new Set(heads).size).toBe(heads.length);
});
