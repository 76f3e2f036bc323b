import { FuseV1Options } from '@electron/fuses';

/**
 * The switches that are burnt into the packaged executable, all nine. They cannot be turned by an argument or by the
 * environment: what is off here is off for whoever starts the program.
 */
export const FUSES = {
  // ELECTRON_RUN_AS_NODE would make a general-purpose interpreter of a program that people trust.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Checked by Electron on Windows and macOS; Linux has nothing to check it with.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // A fault of WebAssembly's memory is caught by a signal handler, as in Chromium.
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies Record<FuseV1Options, boolean>;
