import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { launchDesktop } from '../../support/test-browsers';
import { heading, type SignIn, signIn } from './desk-actions';

export interface Demo {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the console says under a role. */
  readonly signInOf: (role: 'administrator' | 'seller' | 'gate') => SignIn;
}

/** Starts the desktop on its throw-away event. Close `app` at the end of the test. */
export async function launchDemo(...args: string[]): Promise<Demo> {
  const app = await launchDesktop(['--demo', ...args]);
  let said = '';
  app.process().stdout?.on('data', (words: Buffer) => {
    said += words.toString();
  });
  const page = await app.firstWindow();
  // The window is there before the office, and the office before its sign-in page.
  await expect(heading(page, 'Sign in')).toBeVisible({ timeout: 60_000 });
  return {
    app,
    page,
    signInOf(role) {
      const [, username, password] = new RegExp(`^Demo sign-in \\(${role}\\): (\\S+) +(\\S+)$`, 'm').exec(said) ?? [];
      if (username === undefined || password === undefined) throw new Error(`no sign-in for a ${role}: ${said}`);
      return { username, password };
    },
  };
}

export async function signInToDemo({ page, signInOf }: Demo): Promise<void> {
  await signIn(page, signInOf('administrator'));
  await expect(heading(page, 'Dashboard')).toBeVisible();
}
