import type { MachineImage, NewMachine } from "../../identity/newMachine";
import { armLiteral } from "../armLiteral";
import type { Json } from "./templateValue";

function imageReference(image: MachineImage): Json {
  if (image.kind === "id") {
    return { id: armLiteral(image.id) };
  }
  const { publisher, offer, sku, version } = image;
  return {
    publisher: armLiteral(publisher),
    offer: armLiteral(offer),
    sku: armLiteral(sku),
    version: armLiteral(version),
  };
}

/** The disk: from the image, gone with the machine. */
export function storageProfile({ image, kind }: NewMachine): Json {
  return {
    imageReference: imageReference(image),
    osDisk: {
      createOption: "FromImage",
      ...(kind === "virtualMachine" ? { deleteOption: "Delete" } : {}),
      managedDisk: { storageAccountType: "StandardSSD_LRS" },
    },
  };
}

/** The administrator and how they sign in. With a key no password works. */
export function operatingSystemProfile({ operatingSystem, signIn }: NewMachine): { readonly [name: string]: Json } {
  const adminUsername = "[parameters('adminUsername')]";
  if (signIn.kind === "password") {
    const adminPassword = "[parameters('adminPassword')]";
    return operatingSystem === "Windows"
      ? { adminUsername, adminPassword, windowsConfiguration: { provisionVMAgent: true } }
      : { adminUsername, adminPassword, linuxConfiguration: { disablePasswordAuthentication: false } };
  }
  return {
    adminUsername,
    linuxConfiguration: {
      disablePasswordAuthentication: true,
      ssh: {
        publicKeys: [
          {
            path: "[format('/home/{0}/.ssh/authorized_keys', parameters('adminUsername'))]",
            keyData: "[parameters('sshPublicKey')]",
          },
        ],
      },
    },
  };
}
