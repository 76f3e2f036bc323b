import { z } from 'zod';

/** An absolute path, as this computer's system writes it. */
export const FolderPath = z.string().min(1).max(4_096);
