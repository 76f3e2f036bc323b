import type { OperationName } from '../../src-shared/contract/contract';
import type { HealthFigures, Notice } from '../../src-shared/contract/health';

export type Figures = HealthFigures;
export type OperationLine = HealthFigures['operations'][number];
export type NoticeKind = Notice['kind'];

type PartOf<Name extends string> = Name extends `${infer Part}.${string}` ? Part : never;
/** What an operation is about; `unknown` for whatever somebody made up. */
export type Feature = PartOf<OperationName> | 'unknown';

/** Closed: a new feature does not compile until it has its words. */
const FEATURES = {
  office: true,
  setUp: true,
  event: true,
  settings: true,
  keys: true,
  session: true,
  staff: true,
  passTypes: true,
  passes: true,
  scans: true,
  reports: true,
  exchange: true,
  listener: true,
  devices: true,
  gate: true,
  desks: true,
  backups: true,
  restore: true,
  store: true,
  health: true,
  privacy: true,
  desktop: true,
  updates: true,
  unknown: true,
} as const satisfies Record<Feature, true>;

export function featureOf({ name }: Pick<OperationLine, 'name'>): Feature {
  const [part = ''] = name.split('.');
  return isFeature(part) ? part : 'unknown';
}

function isFeature(part: string): part is Feature {
  return Object.hasOwn(FEATURES, part);
}
