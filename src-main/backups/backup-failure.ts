import type { BackupProblem } from '../../src-shared/contract/backups';

/** A backup that was not made, or one that is not as it was made. The problem is for people, the cause for the log. */
export class BackupFailure extends Error {
  override readonly name = 'BackupFailure';
  readonly problem: BackupProblem;
  /** The system's code, or what was noticed; no path and nothing of a person. */
  readonly detail: string;

  constructor(problem: BackupProblem, cause?: unknown) {
    const detail = codeOf(cause) || describe(cause);
    super(`${problem}: ${detail}`, { cause });
    this.problem = problem;
    this.detail = detail;
  }
}

const PROBLEMS: readonly (readonly [codes: RegExp, problem: BackupProblem])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/, 'disk-full'],
  [/^(EACCES|EPERM|EROFS|ELOOP|SQLITE_READONLY|SQLITE_PERM|SQLITE_AUTH)/, 'no-access'],
  [
    /^(ENOENT|ENOTDIR|ENODEV|ENXIO|EIO|ESTALE|EHOSTDOWN|ENOTCONN|ETIMEDOUT|SQLITE_CANTOPEN|SQLITE_IOERR)/,
    'folder-gone',
  ],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, 'event-damaged'],
];

/** What the system or SQLite said, as the problem that a person can act on. */
export function asBackupFailure(error: unknown): BackupFailure {
  if (error instanceof BackupFailure) return error;
  const code = codeOf(error);
  const known = PROBLEMS.find(([codes]) => codes.test(code));
  return new BackupFailure(known?.[1] ?? 'unknown', error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : typeof cause === 'string' ? cause : '';
}
