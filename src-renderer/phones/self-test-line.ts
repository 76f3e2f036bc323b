import { SelfTestCheck } from '../../src-shared/contract/devices';
import type { Device } from './link-state';

const MARKS = { passed: 'yes', failed: 'no', absent: 'absent' } as const;

/**
 * One row of the table of phones that were tried: day, phone, browser, then every check in the order of the contract.
 * Null without a self-test.
 */
export function selfTestLine({ platform, selfTest }: Pick<Device, 'platform' | 'selfTest'>): string | null {
  if (!selfTest) return null;
  const checks = SelfTestCheck.options.map((name) => {
    const found = selfTest.checks.find(({ check }) => check === name);
    if (!found) return '–';
    const measured = found.measuredMs === null ? '' : `${Math.round(found.measuredMs)} ms`;
    return [MARKS[found.result], measured, found.detail].filter((part) => part !== '').join(', ');
  });
  return `| ${[selfTest.at.slice(0, 10), platform, selfTest.browser, ...checks].map(cell).join(' | ')} |`;
}

/** A phone writes these texts, and none of them may begin a cell or a row of its own. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('|', '\\|').trim();
}
