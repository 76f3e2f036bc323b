import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/plain/button';
import { useVerdictWords } from './use-verdict-words';
import classes from './verdict.module.css';
import { VerdictMark } from './verdict-mark';
import { type Admission, type RefusedScan, toneOf, type Verdict, type VerdictTone } from './verdict-types';

interface VerdictPanelProps {
  readonly verdict: Verdict | null;
  /** Tells a verdict from the same one before it: each comes in anew. */
  readonly count: number;
  readonly busy: boolean;
  readonly waiting: number;
  /** For the small screen of a phone, where the camera has to be seen beside it. */
  readonly compact?: boolean;
  readonly onAgain: () => void;
  readonly onClear: () => void;
}

/**
 * The one verdict on the newest scan, to be understood from two metres and without seeing colours: colour, shape and
 * words say the same. Screen readers hear it through the page's live region, see `useVerdictSignals`.
 */
export function VerdictPanel(props: VerdictPanelProps) {
  const { verdict, count, busy, waiting, compact = false, onAgain, onClear } = props;
  const { t } = useTranslation('scanner');
  const isSettled = verdict !== null && verdict.kind !== 'no-answer';
  return (
    <section
      className={classes.panel}
      aria-label={t('verdict.label')}
      aria-busy={busy}
      data-verdict={verdict?.kind ?? 'ready'}
      data-tone={verdict ? toneOf(verdict) : 'ready'}
      data-compact={compact || undefined}
    >
      <div className={classes.content} key={count}>
        {verdict ? <Content verdict={verdict} /> : <Ready />}
      </div>
      {(isSettled || waiting > 0) && (
        <div className={classes.foot}>
          {waiting > 0 && <span>{t('verdict.waiting', { count: waiting })}</span>}
          {verdict?.kind === 'not-judged' && (
            <Button className={classes.button ?? ''} onClick={onAgain}>
              {t('notJudged.again')}
            </Button>
          )}
          {isSettled && (
            <Button
              className={classes.button ?? ''}
              onClick={onClear}
              rightSection={<kbd className={classes.key}>{t('verdict.clearKey')}</kbd>}
            >
              {t('verdict.clear')}
            </Button>
          )}
        </div>
      )}
      {/* Hides the last verdict while the next one is long in coming, so that nobody takes one for the other. */}
      {busy && verdict?.kind !== 'no-answer' && (
        <div className={classes.checking}>
          <span className={classes.spinner} aria-hidden />
          {t('verdict.checking')}
        </div>
      )}
    </section>
  );
}

function Ready() {
  const { t } = useTranslation('scanner');
  return (
    <>
      <div className={classes.ready} aria-hidden />
      <h2 className={classes.readyTitle}>{t('verdict.readyTitle')}</h2>
      <p className={classes.readyBody}>{t('verdict.readyBody')}</p>
    </>
  );
}

function Content({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation('scanner');
  const { t: errors } = useTranslation('errors');
  switch (verdict.kind) {
    case 'admitted':
      return <Admitted outcome={verdict.outcome} />;
    case 'refused':
      return <Refused outcome={verdict.outcome} />;
    case 'recorded':
      return (
        <Headline tone="recorded" title={t('recorded.title')} body={t('recorded.people')}>
          <p className={classes.names}>{t('recorded.body')}</p>
        </Headline>
      );
    case 'known-here':
      return <KnownHere verdict={verdict} />;
    case 'no-pass':
      return (
        <Headline tone="refused" title={t('noPass.title')} body={t('noPass.body')}>
          <p className={classes.fact}>{t('noPass.reach')}</p>
        </Headline>
      );
    case 'no-answer':
      return (
        <Headline tone="unknown" title={t('noAnswer.title')} body={t('noAnswer.body')}>
          <p className={classes.fact}>{t('noAnswer.tries', { count: verdict.tries })}</p>
        </Headline>
      );
    case 'not-judged':
      return (
        <Headline tone="unknown" title={t('notJudged.title')} body={t('notJudged.body')}>
          <p className={classes.fact}>{errors(`titles.${verdict.refusal.code}`)}</p>
          <p className={classes.body}>{errors(`codes.${verdict.refusal.code}`)}</p>
          {verdict.refusal.reference && (
            <p className={classes.body}>{errors('reference', { reference: verdict.refusal.reference })}</p>
          )}
        </Headline>
      );
  }
}

interface HeadlineProps {
  readonly tone: VerdictTone;
  readonly title: string;
  readonly body?: string;
  readonly children?: ReactNode;
}

function Headline({ tone, title, body, children }: HeadlineProps) {
  return (
    <>
      <VerdictMark tone={tone} className={classes.mark} />
      <h2 className={classes.title}>{title}</h2>
      {children}
      {body && <p className={classes.body}>{body}</p>}
    </>
  );
}

function Admitted({ outcome }: { readonly outcome: Admission }) {
  const { t } = useTranslation('scanner');
  const { names } = useVerdictWords();
  const { pass } = outcome;
  return (
    <Headline tone="admitted" title={t('admitted.title', { count: pass.admits })}>
      <People admits={pass.admits} />
      <p className={classes.names}>{names(outcome)}</p>
      <p className={classes.fact}>
        {pass.passTypeLabel} · {pass.timing}
      </p>
    </Headline>
  );
}

const MOST_FIGURES = 8;

/** One figure for each person to let in, so that the number is seen before it is read. */
function People({ admits }: { readonly admits: number }) {
  if (admits > MOST_FIGURES) return null;
  return (
    <div className={classes.people} aria-hidden>
      {Array.from({ length: admits }, (_, index) => (
        // The figures are all alike.
        <svg key={index} viewBox="0 0 24 40" focusable="false">
          <path
            fill="currentcolor"
            d="M12 1a6 6 0 1 1 0 12a6 6 0 1 1 0-12Zm0 14.5c6.6 0 10.5 4 10.5 10.5v10a3 3 0 0 1-3 3h-15a3 3 0 0 1-3-3v-10c0-6.5 3.9-10.5 10.5-10.5Z"
          />
        </svg>
      ))}
    </div>
  );
}

function Refused({ outcome }: { readonly outcome: RefusedScan }) {
  const { t } = useTranslation('scanner');
  const words = useVerdictWords();
  const use = words.firstUse(outcome);
  const { pass, reason } = outcome;
  return (
    <Headline
      tone="refused"
      title={t(`refused.${reason}.title`)}
      body={use && use.seconds < JUST_NOW_SECONDS ? t('firstUse.justNow') : t(`refused.${reason}.body`)}
    >
      {use && (
        <>
          <p className={classes.names}>
            <Ago seconds={use.seconds} />
          </p>
          <p className={classes.fact} data-numbers>
            {use.facts}
          </p>
        </>
      )}
      {pass && (
        <p className={use ? classes.fact : classes.names}>
          {words.names(outcome)} · {pass.passTypeLabel}
        </p>
      )}
    </Headline>
  );
}

function KnownHere({ verdict }: { readonly verdict: Extract<Verdict, { kind: 'known-here' }> }) {
  const { t } = useTranslation('scanner');
  const { seconds, facts } = useVerdictWords().firstHere(verdict);
  return (
    <Headline
      tone="refused"
      title={t('knownHere.title')}
      body={seconds < JUST_NOW_SECONDS ? t('firstUse.justNow') : t('refused.already-used.body')}
    >
      <p className={classes.names}>
        <Ago seconds={seconds} />
      </p>
      <p className={classes.fact} data-numbers>
        {facts}
      </p>
    </Headline>
  );
}

const JUST_NOW_SECONDS = 60;
const TICK_MS = 5_000;

/** Goes on counting while the verdict stands. By the office's clock at first, then by the time that passes here. */
function Ago({ seconds }: { readonly seconds: number }) {
  const { ago } = useVerdictWords();
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const since = performance.now();
    const timer = setInterval(() => setPassed((performance.now() - since) / 1_000), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return <span data-numbers>{ago(seconds + passed)}</span>;
}
