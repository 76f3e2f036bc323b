import type { HandlersOf } from '../caller';
import type { Settings } from './settings';

export function createSettingsHandlers(settings: Settings): HandlersOf<'event.save' | 'settings.save'> {
  return {
    'event.save': async (event) => {
      await settings.save('event', event);
      return event;
    },
    'settings.save': async (office) => {
      await settings.save('office', office);
      return office;
    },
  };
}
