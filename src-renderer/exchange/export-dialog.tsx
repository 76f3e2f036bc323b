import { Button, Group, Modal, Progress, Radio, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PassFilter } from '../../src-shared/contract/passes';
import { useQueryOperation } from '../api/use-operation';
import { useFormat } from '../format/use-format';
import { useAnnounce } from '../ui/live-region';
import { RefusalAlert } from '../ui/refusal-alert';
import classes from './exchange.module.css';
import { useExport } from './use-export';

export interface ExportChoice {
  readonly filter: PassFilter;
  /** The same in words; empty when nothing is filtered. */
  readonly filters: readonly { readonly field: string; readonly words: string }[];
  /** How many passes the filter lets through; null while that is not known. */
  readonly found: number | null;
}

/** Says what the file will hold, shows how far it is, and can be stopped. */
export function ExportDialog({ filter, filters, found, onClose }: ExportChoice & { readonly onClose: () => void }) {
  const { t } = useTranslation('exchange');
  const { t: common } = useTranslation();
  const format = useFormat();
  const announce = useAnnounce();
  const { data: figures } = useQueryOperation('reports.dashboard', {});
  const [wanted, setWanted] = useState(filters.length > 0 ? 'filtered' : 'everything');
  const { state, start, tryAgain, cancel } = useExport((rows) => announce(t('export.done', { count: rows })));
  const all = figures ? figures.sold + figures.cancelled : null;
  const rowsOf = (count: number | null) => (count === null ? '' : t('export.rows', { count }));

  function close(): void {
    cancel();
    onClose();
  }

  return (
    <Modal
      opened
      onClose={close}
      title={t('export.title')}
      closeButtonProps={{ 'aria-label': common('close') }}
      closeOnClickOutside={state.kind === 'idle' || state.kind === 'done'}
    >
      <Stack>
        {state.kind === 'idle' && (
          <>
            {filters.length > 0 ? (
              <Radio.Group label={t('export.what')} value={wanted} onChange={setWanted}>
                <Stack gap="xs" mt="xs">
                  <Radio
                    value="filtered"
                    size="md"
                    label={t('export.filtered')}
                    description={[rowsOf(found), ...filters.map(({ words }) => words)].filter(Boolean).join(' · ')}
                  />
                  <Radio value="everything" size="md" label={t('export.everything')} description={rowsOf(all)} />
                </Stack>
              </Radio.Group>
            ) : (
              <Text>{t('export.allPasses', { rows: rowsOf(found) })}</Text>
            )}
            <Text c="dimmed">{t('export.care')}</Text>
          </>
        )}
        {(state.kind === 'running' || state.kind === 'failed') && (
          <div>
            <Text mb={6} data-numbers>
              {state.total === null
                ? t('export.begins')
                : t('export.progress', { rows: format.number(state.rows), total: format.number(state.total) })}
            </Text>
            <Progress.Root size="xl" radius="xl">
              <Progress.Section
                value={state.total ? (state.rows / state.total) * 100 : 0}
                color={state.kind === 'failed' ? 'red' : 'ink'}
                aria-label={t('export.title')}
              />
            </Progress.Root>
          </div>
        )}
        {state.kind === 'failed' && <RefusalAlert refusal={state.refusal} />}
        {state.kind === 'done' && (
          <div className={classes.done}>
            <IconCircleCheck size={40} aria-hidden />
            <div>
              <Text fw={650}>{t('export.done', { count: state.rows })}</Text>
              <Text c="dimmed" className={classes.fileName ?? ''}>
                {state.fileName}
              </Text>
            </div>
          </div>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close} {...(state.kind === 'done' ? { 'data-autofocus': true } : {})}>
            {state.kind === 'done' ? common('close') : common('cancel')}
          </Button>
          {state.kind === 'idle' && (
            <Button data-autofocus onClick={() => start(wanted === 'filtered' ? filter : {})}>
              {t('export.start')}
            </Button>
          )}
          {state.kind === 'failed' && <Button onClick={tryAgain}>{common('tryAgain')}</Button>}
        </Group>
      </Stack>
    </Modal>
  );
}
