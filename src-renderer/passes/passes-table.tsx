import { Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { functionalUpdate, useTable } from '@tanstack/react-table';
import { type KeyboardEvent, type MouseEvent, type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type Pass, PassSort } from '../../src-shared/contract/passes';
import { ActiveRowContext, readOpened, rowAfter, stateForOpened } from './active-row';
import classes from './passes.module.css';
import { columns, features } from './passes-columns';
import type { ViewControl } from './use-passes-view';

interface PassesTableProps {
  readonly passes: readonly Pass[];
  readonly control: ViewControl;
  /** While the answer to another search is on its way. */
  readonly isStale: boolean;
  readonly body: RefObject<HTMLTableSectionElement | null>;
  /** Up from the first row. */
  readonly onLeaveUp: () => void;
}

export function PassesTable({ passes, control, isStale, body, onLeaveUp }: PassesTableProps) {
  const { t } = useTranslation('passes');
  const [, navigate] = useLocation();
  const [opened] = useState(readOpened);
  const [activeId, setActiveId] = useState(opened);
  const { sort, descending } = control.view;
  const sorting = useMemo(() => [{ id: sort, desc: descending }], [sort, descending]);
  const table = useTable({
    features,
    columns,
    data: passes,
    getRowId: (pass) => pass.passId,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: (updater) => {
      const next = functionalUpdate(updater, sorting)[0];
      if (next) control.sortBy(PassSort.parse(next.id), next.desc);
    },
  });
  const rows = table.getRowModel().rows;
  const reachable = passes.some(({ passId }) => passId === activeId) ? activeId : (passes[0]?.passId ?? null);

  useLayoutEffect(() => {
    if (opened !== null) linkOf(body.current, opened)?.focus();
  }, [opened, body]);

  const active = useMemo(
    () => ({
      passId: reachable,
      open(passId: string) {
        navigate(window.location.pathname + window.location.search, { replace: true, state: stateForOpened(passId) });
        navigate(`/preview/${encodeURIComponent(passId)}`);
      },
    }),
    [reachable, navigate],
  );

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const current = event.target instanceof HTMLElement ? event.target.dataset['pass'] : undefined;
    const index = rows.findIndex(({ id }) => id === current);
    const target = rowAfter(event.key, index, rows.length);
    if (index === -1 || target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (target === null) {
      if (event.key === 'ArrowUp') onLeaveUp();
      return;
    }
    const link = linkOf(body.current, rows[target]?.id ?? '');
    link?.focus();
    link?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  }

  function onRowClick(event: MouseEvent, passId: string): void {
    const isLink = event.target instanceof Element && event.target.closest('a, button') !== null;
    // Whoever marks a phone number to copy it does not want to go anywhere.
    if (!isLink && window.getSelection()?.isCollapsed !== false) active.open(passId);
  }

  return (
    <ActiveRowContext value={active}>
      <Table aria-label={t('title')} horizontalSpacing="sm" className={classes.table ?? ''} data-stale={isStale}>
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              {group.headers.map(({ id, column }) => {
                const sorted = column.getIsSorted();
                const Arrow = sorted === 'desc' ? IconArrowDown : sorted === 'asc' ? IconArrowUp : IconArrowsSort;
                return (
                  <Table.Th
                    key={id}
                    scope="col"
                    data-column={id}
                    aria-sort={sorted === 'desc' ? 'descending' : sorted === 'asc' ? 'ascending' : 'none'}
                  >
                    <UnstyledButton
                      className={classes.sort ?? ''}
                      data-sorted={sorted !== false}
                      onClick={() => column.toggleSorting()}
                    >
                      {t(`list.columns.${PassSort.parse(id)}`)}
                      <Arrow size={17} aria-hidden />
                    </UnstyledButton>
                  </Table.Th>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row) => (
            <Table.Tr
              key={row.id}
              className={classes.row ?? ''}
              data-cancelled={row.original.cancelledAt !== null || undefined}
              onClick={(event) => onRowClick(event, row.id)}
              onFocus={() => setActiveId(row.id)}
            >
              {row.getAllCells().map((cell) => (
                <Table.Td key={cell.id} data-column={cell.column.id}>
                  <table.FlexRender cell={cell} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ActiveRowContext>
  );
}

function linkOf(body: HTMLElement | null, passId: string): HTMLElement | null {
  return body?.querySelector<HTMLElement>(`[data-pass="${CSS.escape(passId)}"]`) ?? null;
}
