import { contextBridge, ipcRenderer } from 'electron';

/** The page's only way out. What may be called, by whom and with what is decided in dispatch. */
contextBridge.exposeInMainWorld('epass', {
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke('call', name, input),
});
