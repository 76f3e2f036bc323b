import { z } from 'zod';
import { FolderPath } from '../folder-path';
import { START_UP_PROBLEMS } from '../start-up-problem';
import { PaperFormat } from './office';
import { ADMINISTRATOR, type Contract, DESK, RESCUE, STAFF } from './operation';

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

/** What a folder has in it; from `same` on, why no event can be kept there. */
export const FOLDER_HOLDS = [
  'event',
  'nothing',
  'same',
  'within',
  'other-things',
  'in-use',
  'network',
  'not-writable',
  'missing',
] as const;
export type FolderHolds = (typeof FOLDER_HOLDS)[number];

/** In which folder of this computer the event is. A matter of the program: asked for too where no event could be opened. */
export const eventFolderContract = {
  'desktop.eventFolder': {
    roles: RESCUE,
    passive: true,
    only: 'ipc',
    input: z.strictObject({}),
    output: z.object({
      folder: FolderPath,
      /** `named`: with `--data`, for this start, which is not to be changed by a page. */
      because: z.enum(['usual', 'chosen', 'named']),
      usual: z.object({ folder: FolderPath, holds: z.enum(FOLDER_HOLDS) }),
    }),
  },
  /** Lets a person choose a folder in the system's dialog, and looks what is in it. Null when they chose none. */
  'desktop.chooseEventFolder': {
    roles: RESCUE,
    only: 'ipc',
    input: z.strictObject({}),
    output: z.object({ chosen: z.object({ folder: FolderPath, holds: z.enum(FOLDER_HOLDS) }).nullable() }),
  },
  /**
   * Closes the event that is open, and opens the one in that folder or begins one there. Where that cannot be, the
   * answer says why, and the one from before is open again. Either way nobody is signed in afterwards.
   */
  'desktop.useEventFolder': {
    roles: RESCUE,
    only: 'ipc',
    input: z.strictObject({
      folder: FolderPath,
      /** What the person was told; `conflict` when it is not so any more. */
      holds: z.enum(['event', 'nothing']),
    }),
    output: z.object({ problem: z.enum(START_UP_PROBLEMS).nullable() }),
  },
} as const satisfies Contract;

export const desktopContract = {
  ...eventFolderContract,
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
