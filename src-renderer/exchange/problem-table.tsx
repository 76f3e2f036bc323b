import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './exchange.module.css';
import { type ImportProblem, useProblemWords } from './problem-words';

/** From here on only the rows in sight are drawn. */
const LONG = 60;
/** Pixels. */
const ROW_HEIGHT = 46;

/** Where in the file something is wrong, and what. A table in the eyes of a screen reader, however much of it is drawn. */
export function ProblemTable({ problems }: { readonly problems: readonly ImportProblem[] }) {
  const { t } = useTranslation('exchange');
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = problems.length > LONG;
  // oxlint-disable-next-line react/incompatible-library -- nothing of it leaves this component
  const virtual = useVirtualizer({
    count: problems.length,
    enabled: isLong,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });

  return (
    <div
      ref={scroller}
      role="table"
      aria-label={t('check.problems')}
      aria-rowcount={problems.length + 1}
      className={classes.problems}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard
      tabIndex={0}
    >
      <div role="row" aria-rowindex={1} className={classes.problemHead}>
        {(['line', 'column', 'cell', 'reason'] as const).map((name) => (
          <span role="columnheader" key={name}>
            {t(`check.${name}`)}
          </span>
        ))}
      </div>
      {isLong ? (
        <div role="rowgroup" className={classes.problemSpace} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <ProblemRow
              key={index}
              ref={virtual.measureElement}
              index={index}
              problem={problems[index]}
              style={{ position: 'absolute', insetInline: 0, transform: `translateY(${start}px)` }}
            />
          ))}
        </div>
      ) : (
        <div role="rowgroup">
          {problems.map((problem, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a list that never changes, without ids
            <ProblemRow key={index} index={index} problem={problem} />
          ))}
        </div>
      )}
    </div>
  );
}

interface ProblemRowProps {
  readonly problem: ImportProblem | undefined;
  readonly index: number;
  readonly style?: CSSProperties;
  readonly ref?: (element: HTMLDivElement | null) => void;
}

function ProblemRow({ problem, index, style, ref }: ProblemRowProps) {
  const words = useProblemWords();
  if (!problem) return null;
  const { column, reason } = words(problem);
  return (
    <div role="row" aria-rowindex={index + 2} data-index={index} ref={ref} style={style} className={classes.problem}>
      <span role="cell" data-numbers>
        {problem.line}
      </span>
      <span role="cell">{column}</span>
      <span role="cell" className={classes.cell}>
        {problem.cell}
      </span>
      <span role="cell">{reason}</span>
    </div>
  );
}
