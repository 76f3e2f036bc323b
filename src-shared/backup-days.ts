/** Days after an erasure for which backups that were made before it may still name people. */
export const BACKUP_DAYS = 7;
