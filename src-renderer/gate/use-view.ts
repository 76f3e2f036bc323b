import { useEffect, useState } from 'react';

/** What covers the scanner, if anything. */
export type View = 'scan' | 'look-up' | 'self-test';
const VIEWS: readonly unknown[] = ['look-up', 'self-test'] satisfies readonly View[];

/** The view is in the browser's history, so that the back gesture of a phone leads to the scanner and not off the page. */
export function useView(): { readonly view: View; open(view: Exclude<View, 'scan'>): void; back(): void } {
  const [view, setView] = useState<View>('scan');

  useEffect(() => {
    function onPopState({ state }: PopStateEvent) {
      setView(VIEWS.includes(state) ? (state as View) : 'scan');
    }
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, []);

  return {
    view,
    open(next) {
      window.history.pushState(next, '');
      setView(next);
    },
    back() {
      setView('scan');
      if (VIEWS.includes(window.history.state)) window.history.back();
    },
  };
}
