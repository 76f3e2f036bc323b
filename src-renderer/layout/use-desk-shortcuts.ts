import { useHotkeys } from '@mantine/hooks';
import { useLocation } from 'wouter';
import { usePerson } from '../session/office';
import { useSession } from '../session/use-session';
import { showRefusal } from '../ui/show-refusal';
import { navigationOf } from './navigation';

/** Keys that work on every page. Those that cannot be typed as text also work from within a field. */
export function useDeskShortcuts(showHelp: () => void): void {
  const [, navigate] = useLocation();
  const { role } = usePerson();
  const session = useSession();
  const items = navigationOf(role);

  useHotkeys(
    [
      ...items.map(
        // By the place of the key: with Alt held, some systems make other characters of the digits.
        ({ path }, index) => [`alt+Digit${index + 1}`, () => navigate(path), { usePhysicalKeys: true }] as HotkeyItem,
      ),
      ...items.flatMap(({ path, functionKey }) =>
        functionKey ? [[functionKey, () => navigate(path)] as HotkeyItem] : [],
      ),
      ['alt+L', () => void session.lock().then(showRefusal), { usePhysicalKeys: true }],
    ],
    [],
    true,
  );
  // Not every keyboard needs Shift for it.
  useHotkeys([
    ['shift+?', showHelp],
    ['?', showHelp],
  ]);
}

type HotkeyItem = Parameters<typeof useHotkeys>[0][number];
