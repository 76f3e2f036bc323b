import { z } from 'zod';
import { PaperFormat } from './office';
import { ADMINISTRATOR, type Contract, DESK, STAFF } from './operation';

/** What belongs to this machine and not to the event. */
export const MachineSettings = z.strictObject({
  /** Null: the system's dialog asks each time. */
  printer: z.string().max(200).nullable(),
  paper: PaperFormat,
  /** Prints at once when a pass is sold, without a dialog. Needs a printer. */
  silent: z.boolean(),
  /** The name of this desk in the scan log. */
  deskName: z.string().trim().min(1, 'required').max(40, 'too-long'),
});
export type MachineSettings = z.infer<typeof MachineSettings>;

/** Which camera this machine scans with. Whoever stands at the gate chooses it. */
export const MachineCamera = z.strictObject({
  /** As this machine's browser calls it; null for whichever the system offers first. */
  deviceId: z.string().max(200).nullable(),
  on: z.boolean(),
});
export type MachineCamera = z.infer<typeof MachineCamera>;

export const desktopContract = {
  'desktop.settings': { roles: STAFF, passive: true, only: 'ipc', input: z.strictObject({}), output: MachineSettings },
  'desktop.saveSettings': { roles: ADMINISTRATOR, only: 'ipc', input: MachineSettings, output: MachineSettings },
  'desktop.camera': { roles: STAFF, passive: true, only: 'ipc', input: z.strictObject({}), output: MachineCamera },
  'desktop.saveCamera': { roles: STAFF, only: 'ipc', input: MachineCamera, output: MachineCamera },
  'desktop.printers': {
    roles: DESK,
    passive: true,
    only: 'ipc',
    input: z.strictObject({}),
    output: z.array(z.object({ name: z.string(), label: z.string(), ready: z.boolean() })),
  },
  /** Prints what the calling page shows for print. `sent`: handed to the printer; paper cannot be seen from here. */
  'desktop.print': {
    roles: DESK,
    only: 'ipc',
    input: z.strictObject({ paper: PaperFormat, printer: z.string().max(200).nullable(), silent: z.boolean() }),
    output: z.object({ result: z.enum(['sent', 'cancelled']) }),
  },
} as const satisfies Contract;
