/**
 * Text in a CSV file that a spreadsheet must not read as something else. A cell that would run as a formula, or that
 * looks like a number (`+919876543210`, `0042`, a reference of 18 digits), is written with an apostrophe in front: then
 * it is text in Excel and LibreOffice, no digit and no `+` is lost, and nothing runs. `readText` takes exactly those
 * apostrophes away again, so that every text comes back as it was, an apostrophe of its own included.
 */
export function writeText(text: string): string {
  return isMisread(text) ? `'${text}` : text;
}

/** What `writeText` was given. Text from elsewhere keeps an apostrophe that only a name has. */
export function readText(cell: string): string {
  return cell.startsWith("'") && isMisread(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Blanks do not stop a spreadsheet from running a formula, and some read full-width signs as their plain ones. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]|^[\t\r]/u;
/** Nothing but digits and what stands between them in numbers, amounts, days and times. */
const NUMBER = /^[\d\s.,:;/()%'’e+-]*$/i;

function isMisread(text: string): boolean {
  if (FORMULA.test(text) || (NUMBER.test(text) && /\d/.test(text))) return true;
  return text.startsWith("'") && isMisread(text.slice(1));
}
