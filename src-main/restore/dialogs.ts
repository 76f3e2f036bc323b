/** What the system asks a person in a dialog of its own. Paths are absolute, and null when they chose nothing. */
export interface Dialogs {
  /** A backup, or the file of an event. */
  chooseFile(): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
}
