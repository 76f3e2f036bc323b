import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { GateBoundary } from '../../../src-renderer/gate/gate-boundary';
import { startTranslations } from '../../../src-renderer/translations/i18n';
import { phoneWords } from '../../../src-renderer/translations/phone-words';

startTranslations(['en'], phoneWords);
afterEach(() => void vi.restoreAllMocks());

test('a phone’s page that fails says so in words, with nothing of the error, and goes on without loading', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  let isBroken = true;
  function Scanner() {
    if (isBroken) throw new TypeError('Asha Patel');
    return <p>Ready to scan</p>;
  }
  render(
    <GateBoundary>
      <Scanner />
    </GateBoundary>,
  );
  const words = screen.getByRole('alert').textContent;
  expect(words).toContain('What was recorded is safe');
  expect(words).not.toMatch(/TypeError|Asha|\bat \w|reference/i);

  isBroken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(screen.getByText('Ready to scan')).toBeDefined();
});
