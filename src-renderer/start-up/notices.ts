import type { OutputOf } from '../api/operations';

export type Notice = OutputOf<'health.notices'>[number];
export type NoticeOf<K extends Notice['kind']> = Extract<Notice, { kind: K }>;
