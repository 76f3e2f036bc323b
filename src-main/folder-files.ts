/** The files of an office's folder by which other parts of the program know it. */

/** The event, unless the folder's desk works on a store. */
export const EVENT_FILE = 'epass.db';
/** In every folder that an office has ever had open; see `lockFolder`. */
export const LOCK_FILE = 'office.lock';
