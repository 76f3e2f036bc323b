import { Button, Stack } from '@mantine/core';
import { IconFileImport, IconSearchOff, IconTicket } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ADMINISTRATOR } from '../../src-shared/contract/operation';
import { ExportButton } from '../exchange/export-button';
import { useHasRole } from '../session/office';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { LoadingState } from '../ui/loading-state';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { ActiveFilters } from './active-filters';
import { readOpened } from './active-row';
import { FilterFields } from './filter-fields';
import { PassesPager } from './passes-pager';
import { PassesSums } from './passes-sums';
import { PassesTable } from './passes-table';
import { SearchField } from './search-field';
import { useFilterWords } from './use-filter-words';
import { useFoundPasses } from './use-found-passes';
import { useLastPage } from './use-last-page';
import { useViewControl } from './use-passes-view';
import { SellersContext, useSellers } from './use-sellers';
import { useTellFound } from './use-tell-found';

/** Every pass that was sold: found by whatever somebody at the desk says, and kept up to date by itself. */
export function PassesPage() {
  const { t } = useTranslation('passes');
  const { t: common } = useTranslation();
  const isAdministrator = useHasRole(ADMINISTRATOR);
  const control = useViewControl();
  const { view } = control;
  const sellers = useSellers();
  const filters = useFilterWords(view.filter, sellers);
  const { data, error, isPlaceholderData, refetch } = useFoundPasses(view);
  const [isReturning] = useState(() => readOpened() !== null);
  const body = useRef<HTMLTableSectionElement>(null);
  const page = useRef<HTMLDivElement>(null);
  useTellFound(isPlaceholderData ? null : data, view.filter);
  useLastPage(isPlaceholderData ? undefined : data, control);

  const isFiltered = filters.length > 0;
  if (data?.total === 0 && !isFiltered && !isPlaceholderData) return <NothingSold isAdministrator={isAdministrator} />;
  return (
    <div ref={page}>
      <PageHeader
        title={t('title')}
        actions={
          isAdministrator && (
            <>
              <ImportLink />
              <ExportButton filter={view.filter} filters={filters} found={data && !data.isMore ? data.total : null} />
            </>
          )
        }
      />
      <Stack gap="md">
        <Card p="md">
          <Stack gap="sm">
            <SearchField
              value={view.filter.search ?? ''}
              autoFocus={!isReturning}
              onSearch={(search) => control.filterBy({ search: search || undefined }, { typed: true })}
              onArrowDown={() => body.current?.querySelector('a')?.focus()}
            />
            <FilterFields control={control} sellers={sellers} />
            <ActiveFilters filters={filters} control={control} />
          </Stack>
        </Card>
        <RefusalAlert
          refusal={data ? null : error?.refusal}
          action={
            <Button variant="default" onClick={() => void refetch()}>
              {common('tryAgain')}
            </Button>
          }
        />
        {!data && !error && <LoadingState />}
        {data && (
          <Card p={0}>
            <PassesSums found={data} />
            {data.passes.length === 0 ? (
              <NothingFound onClear={control.clearFilters} />
            ) : (
              <>
                <SellersContext value={sellers}>
                  <PassesTable
                    passes={data.passes}
                    control={control}
                    isStale={isPlaceholderData}
                    body={body}
                    onLeaveUp={() => page.current?.querySelector<HTMLElement>('input[type=search]')?.focus()}
                  />
                </SellersContext>
                <PassesPager
                  total={data.total}
                  isMore={data.isMore}
                  page={view.page}
                  onPage={(next) => {
                    control.goTo(next);
                    page.current?.scrollIntoView({ block: 'start' });
                  }}
                />
              </>
            )}
          </Card>
        )}
      </Stack>
    </div>
  );
}

function ImportLink() {
  const { t } = useTranslation('passes');
  return (
    <Button component={Link} href="/import" variant="default" leftSection={<IconFileImport size={20} aria-hidden />}>
      {t('list.import')}
    </Button>
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }) {
  const { t } = useTranslation('passes');
  return (
    <EmptyState
      icon={<IconSearchOff size={36} />}
      title={t('list.nothingFound.title')}
      action={<Button onClick={onClear}>{t('list.nothingFound.action')}</Button>}
    >
      {t('list.nothingFound.body')}
    </EmptyState>
  );
}

function NothingSold({ isAdministrator }: { readonly isAdministrator: boolean }) {
  const { t } = useTranslation('passes');
  return (
    <>
      <PageHeader title={t('title')} actions={isAdministrator && <ImportLink />} />
      <Card>
        <EmptyState
          icon={<IconTicket size={36} />}
          title={t('list.nothingSold.title')}
          action={
            <Button component={Link} href="/generate" size="lg">
              {t('list.nothingSold.action')}
            </Button>
          }
        >
          {t('list.nothingSold.body')}
        </EmptyState>
      </Card>
    </>
  );
}
