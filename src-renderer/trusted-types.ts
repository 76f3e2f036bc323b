/** The part of Trusted Types that is used here; TypeScript's DOM library does not declare it yet. */
interface TrustedTypePolicyFactory {
  createPolicy(
    name: string,
    rules: {
      createHTML?: (text: string) => string | null;
      createScriptURL?: (address: string) => string | null;
    },
  ): unknown;
}

/** The text of a style sheet passes, markup does not: component libraries write the first, and nothing here writes the second. */
export function allowStyleText(text: string): string | null {
  return text.includes('<') ? null : text;
}

/** Scripts and workers come from the office itself. */
export function allowOwnScript(address: string): string | null {
  return new URL(address, document.baseURI).origin === window.location.origin ? address : null;
}

/** Judges every string that would become markup or code. Without a rule for inline script, that is refused altogether. */
export function installTrustedTypes(): void {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypePolicyFactory };
  trustedTypes?.createPolicy('default', { createHTML: allowStyleText, createScriptURL: allowOwnScript });
}

/** Schemas would turn text into code where they may; told beforehand, they do not even try, which would be reported. */
export function refuseEval(): void {
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
}
