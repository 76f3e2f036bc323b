/** What the system asks a person in a dialog of its own. Paths are absolute, and null when they chose nothing. */
export interface Dialogs {
  /** A backup, or the file of an event. */
  chooseFile(): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
  /** The backup with which somebody opened the program, by a double click; null when there was none. */
  readonly opened?: () => string | null;
}
