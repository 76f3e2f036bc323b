/**
 * The statements of `scan-statements.ts` as PostgreSQL takes them: lists are arrays, one for each column. What SQLite is
 * told about indexes its planner finds out by itself.
 */

export const KNOWN_SCANS = `
  SELECT scan_id, code_digest, outcome, at, pass_id FROM scans WHERE scan_id = ANY ($1::text[])`;

// The guard: of a pass that has been used or cancelled since, nothing is updated and nothing comes back. Whoever waits
// for a row that another desk is just admitting looks again once it has it. Rows are locked in one order everywhere, so
// that two batches with the same passes do not wait for each other.
export const ADMIT = `
  WITH asked AS (
    SELECT * FROM unnest ($1::text[], $2::text[], $3::text[]) AS asked (pass_id, username, at)
  ), free AS (
    SELECT passes.pass_id FROM passes
    WHERE passes.pass_id = ANY ($1::text[]) AND passes.scanned_at IS NULL AND passes.cancelled_at IS NULL
    ORDER BY passes.pass_id FOR NO KEY UPDATE
  )
  UPDATE passes SET scanned_by = asked.username, scanned_at = asked.at
  FROM asked JOIN free ON free.pass_id = asked.pass_id
  WHERE passes.pass_id = free.pass_id AND passes.scanned_at IS NULL AND passes.cancelled_at IS NULL
  RETURNING passes.pass_id`;

export const SCANNED_PASSES = `
  SELECT passes.pass_id, passes.name1, passes.phone1, passes.name2, passes.phone2, passes.pass_type,
    pass_types.label AS pass_type_label, passes.admits, passes.timing, passes.scanned_at, passes.cancelled_at,
    coalesce(admission.scanned_by, passes.scanned_by) AS scanned_by, admins.display_name AS scanned_by_name,
    admission.desk
  FROM passes
    JOIN pass_types ON pass_types.code = passes.pass_type
    LEFT JOIN scans AS admission ON admission.pass_id = passes.pass_id AND admission.outcome = 'admitted'
    LEFT JOIN admins ON admins.username = coalesce(admission.scanned_by, passes.scanned_by)
  WHERE passes.pass_id = ANY ($1::text[])`;

export const LOG = `
  INSERT INTO scans (
    scan_id, pass_id, code_digest, outcome, at, scanned_by, desk, people, device_id, recorded_at, by_hand)
  SELECT scan_id, pass_id, code_digest, outcome, at, scanned_by, desk, people, device_id, recorded_at, by_hand
  FROM unnest ($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::integer[],
    $9::text[], $10::text[], $11::integer[]) WITH ORDINALITY AS logged (scan_id, pass_id, code_digest, outcome, at,
    scanned_by, desk, people, device_id, recorded_at, by_hand, place)
  ORDER BY place`;

export const RAISE = `
  INSERT INTO collisions (scan_id, raised_at)
  SELECT asked, $1 FROM unnest ($2::text[]) AS asked
  ON CONFLICT (scan_id) DO NOTHING`;
