import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

/** @param urgency `assertive` interrupts what is being read, as a refused pass must */
export type Announce = (words: string, urgency?: 'polite' | 'assertive') => void;

const AnnounceContext = createContext<Announce | null>(null);

/** Speaks to screen readers without moving the focus. Works for the same sentence twice in a row. */
export function useAnnounce(): Announce {
  const announce = useContext(AnnounceContext);
  if (!announce) throw new Error('there is no LiveRegion above');
  return announce;
}

interface Said {
  readonly words: string;
  readonly urgency: 'polite' | 'assertive';
  readonly count: number;
}

export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<Said>({ words: '', urgency: 'polite', count: 0 });
  const announce = useCallback<Announce>((words, urgency = 'polite') => {
    setSaid((before) => ({ words, urgency, count: before.count + 1 }));
  }, []);
  // The same text again is no change to a screen reader, so every other time it ends in an invisible blank.
  const words = said.count % 2 === 1 ? `${said.words}\u00a0` : said.words;
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="visually-hidden" aria-live="polite" data-live="polite">
        {said.urgency === 'polite' ? words : ''}
      </div>
      <div className="visually-hidden" aria-live="assertive" data-live="assertive">
        {said.urgency === 'assertive' ? words : ''}
      </div>
    </AnnounceContext>
  );
}
