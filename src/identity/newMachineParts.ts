import type { NewMachine } from "./newMachine";

/** Something that is made beside a new machine, named after it: its full type, and what its name adds to the machine's. */
export interface MachinePart {
  readonly type: string;
  readonly ending: string;
}

type Numbered = Pick<NewMachine, "partsNumber">;

const numbered = (ending: string, { partsNumber }: Numbered): string =>
  partsNumber === 1 ? ending : `${ending}-${partsNumber}`;

/** The network of a new machine, where it gets one of its own. The ending holds small letters, digits and hyphens. */
export function networkPart(machine: Numbered): MachinePart {
  return { type: "Microsoft.Network/virtualNetworks", ending: numbered("-vnet", machine) };
}

/** The network interface of a virtual machine; a scale set makes its own. The ending holds small letters, digits and hyphens. */
export function interfacePart(machine: Numbered): MachinePart {
  return { type: "Microsoft.Network/networkInterfaces", ending: numbered("-nic", machine) };
}

/** All that is made beside a new machine under a name of ours. */
export function partsOf(machine: Pick<NewMachine, "kind" | "network" | "partsNumber">): readonly MachinePart[] {
  return [
    ...(machine.network.kind === "new" ? [networkPart(machine)] : []),
    ...(machine.kind === "virtualMachine" ? [interfacePart(machine)] : []),
  ];
}
