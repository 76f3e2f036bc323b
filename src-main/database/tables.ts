import type { Generated } from 'kysely';
import type { Role } from '../../src-shared/contract/operation';
import type { PaymentMode } from '../../src-shared/contract/passes';
import type { RefusalReason } from '../../src-shared/contract/scans';
import type { Instant } from '../../src-shared/instant';

/** Rows exactly as the newest migration leaves them. Booleans are 0 and 1. */
export interface Tables {
  admins: AdminRow;
  pass_types: PassTypeRow;
  passes: PassRow;
  scans: ScanRow;
  collisions: CollisionRow;
  devices: DeviceRow;
  settings: SettingRow;
  signing_keys: SigningKeyRow;
  imports: ImportRow;
  erasures: ErasureRow;
  desks: DeskRow;
  desk_keys: DeskKeyRow;
  journal: JournalRow;
  journal_lineage: JournalLineageRow;
  pass_figures: PassFigureRow;
  quarter_figures: QuarterFigureRow;
  scan_figures: ScanFigureRow;
  minute_figures: MinuteFigureRow;
}

/** A staff account. The name is the earlier web application's, whose accounts were all administrators. */
export interface AdminRow {
  username: string;
  /** `v2$` and a bcrypt hash of the prepared password, or a bare bcrypt hash of the earlier web application. */
  password_hash: string;
  display_name: string | null;
  created_at: Instant;
  role: Role;
  /** Until when a one-time password may be used; null once the person has chosen a password. */
  one_time_until: Instant | null;
  disabled_at: Instant | null;
  last_sign_in_at: Instant | null;
}

export interface PassTypeRow {
  code: string;
  label: string;
  price: number;
  admits: number;
  capacity: number | null;
  on_sale: 0 | 1;
  position: number;
}

export interface PassRow {
  pass_id: string;
  name1: string;
  /** E.164 where such a number exists; as found in the earlier web application's file otherwise. */
  phone1: string;
  name2: string | null;
  phone2: string | null;
  pass_type: string;
  amount: number;
  payment_mode: PaymentMode;
  txn_info: string | null;
  timing: string;
  created_at: Instant;
  scanned_at: Instant | null;
  scanned_by: string | null;
  /** People, copied from the type when the pass was sold. */
  admits: number;
  sold_by: string | null;
  /** Made by the page that sold it; null for passes of the earlier web application. */
  sale_id: string | null;
  /** `holderKey(name1, phone1)`; unique among passes that are not cancelled. Null on an earlier duplicate. */
  holder_key: string | null;
  /** `referenceKey(txn_info)` of an online payment; unique among passes that are not cancelled. */
  reference_key: string | null;
  /** `searchText(…)`: everything a search may find, folded. */
  search_text: string;
  cancelled_at: Instant | null;
  cancelled_by: string | null;
  /** Names, phone numbers and reference are gone for good: empty text, or null where that may be. */
  erased_at: Instant | null;
}

/** One attempt to scan, refused ones too. */
export interface ScanRow {
  /** Counts up in the order of the attempts, which may share an instant. */
  sequence: Generated<number>;
  scan_id: string;
  pass_id: string | null;
  /**
   * SHA-256 of the code, hex: tells a repeated scan from another one under the same id without keeping the code. Empty
   * for an admission of the earlier web application, which kept no log.
   */
  code_digest: string;
  outcome: 'admitted' | RefusalReason;
  at: Instant;
  scanned_by: string;
  desk: string | null;
  /** People let in: 0 for a refusal. */
  people: number;
  /** The phone that scanned; null at a desk. */
  device_id: string | null;
  /** When a phone recorded it that could not reach the office; null for a scan that was judged at once. */
  recorded_at: Instant | null;
  /** Found by name and admitted by hand. */
  by_hand: 0 | 1;
}

/** A recorded scan that turned out to be a refusal: the person was let in before the office could say so. */
export interface CollisionRow {
  scan_id: string;
  raised_at: Instant;
  settled_at: Instant | null;
  settled_by: string | null;
  decision: 'stays' | 'left' | null;
}

/** A phone that was accepted at the desk. */
export interface DeviceRow {
  device_id: string;
  name: string;
  /** Username of the person who answers for it. */
  responsible: string;
  platform: string;
  /** SHA-256 of its token, hex. Stays when it is revoked, so that the phone can be told so. */
  token_hash: string;
  /** SHA-256 of what it brings along to another address, hex; null once it is revoked. */
  rejoin_hash: string | null;
  /** The origin that it joined under. */
  origin: string;
  joined_at: Instant;
  accepted_by: string;
  expires_at: Instant;
  revoked_at: Instant | null;
  revoked_by: string | null;
  /** JSON of its last self-test with the moment, or null. */
  self_test: string | null;
}

export interface SettingRow {
  name: string;
  /** JSON. */
  value: string;
}

/** Which signing keys exist. The keys themselves are never in the database nor in its backups. */
export interface SigningKeyRow {
  key_id: string;
  source: 'made' | 'imported';
  created_at: Instant;
  is_current: 0 | 1;
  /** Tells a right key from a wrong one without being of any use to a forger. */
  check_value: string;
}

/** A finished import of passes sold elsewhere. */
export interface ImportRow {
  import_id: string;
  at: Instant;
  imported_by: string;
  passes: number;
}

/** One time at which people were taken off passes; who they were is nowhere. */
export interface ErasureRow {
  erasure_id: string;
  at: Instant;
  /** Null for the retention period. */
  erased_by: string | null;
  reason: 'person' | 'retention';
  passes: number;
}

/** A desk of a store that several of them share. Belongs to the store, not to the event that is in it. */
export interface DeskRow {
  desk_id: string;
  /** Differs from those of all other desks that are not removed in more than letter case. */
  name: string;
  /** X25519, base64. */
  public_key: string;
  joined_at: Instant;
  approved_at: Instant | null;
  /** Username; null for a desk that had the keys already. */
  approved_by: string | null;
  /** What only a desk with the signing keys can write here; see `desk-macs.ts`. */
  approval: string | null;
  removed_at: Instant | null;
  last_seen_at: Instant;
  version: string;
}

/** A signing key on its way to a desk, which takes the row away once the key is in its key file. */
export interface DeskKeyRow {
  desk_id: string;
  key_id: string;
  /** For this desk alone; base64. */
  sealed: string;
  sealed_at: Instant;
}

/** A change that is committed and perhaps not in the journal's files yet. Written by triggers, taken away once it is. */
export interface JournalRow {
  /** Counts up over the whole life of the file, also when rows are taken away. */
  sequence: Generated<number>;
  at: Instant;
  /** JSON: `[table, row]`, the row with its key and what changed. */
  change: string;
}

/** Which journal belongs to this file. One row; a restored file begins a new one. */
export interface JournalLineageRow {
  lineage: string;
}

/** Kept by triggers, as all tables of figures are: rows of one key add up over their slots, which are for writing alone. */
export interface PassFigureRow {
  slot: number;
  pass_type: string;
  payment_mode: PaymentMode;
  /** '' for nobody. */
  sold_by: string;
  /** Of passes that are not cancelled; those that were admitted are among them. */
  sold_passes: number;
  sold_people: number;
  sold_amount: number;
  admitted_passes: number;
  admitted_people: number;
  admitted_amount: number;
  cancelled_passes: number;
  cancelled_people: number;
  cancelled_amount: number;
}

export interface QuarterFigureRow {
  slot: number;
  /** `YYYY-MM-DDTHH:` and 0 to 3. */
  quarter: string;
  /** Of passes that were sold then. */
  sold_passes: number;
  sold_amount: number;
  cancelled_passes: number;
  /** Of passes that were used then. */
  admitted_passes: number;
  admitted_people: number;
}

export interface ScanFigureRow {
  slot: number;
  /** '' at a desk. */
  device_id: string;
  /** '' at a phone, and for what was admitted by another application. */
  desk: string;
  outcome: ScanRow['outcome'];
  scans: number;
  people: number;
  /** The true moment of a scan that was recorded. '' where none is left. */
  last_at: Instant | '';
}

export interface MinuteFigureRow {
  slot: number;
  /** `YYYY-MM-DDTHH:MM`. */
  minute: string;
  scans: number;
}
