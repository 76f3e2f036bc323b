const PLATFORMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'Chromebook'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
];

/** What a browser runs on, as the scan log calls it where there is no name of a desk. */
export function browserName(userAgent: string | undefined): string {
  return PLATFORMS.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? 'Browser';
}
