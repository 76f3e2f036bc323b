import { Alert, Button, Group, Text } from '@mantine/core';
import {
  type Icon,
  IconClockExclamation,
  IconDatabaseX,
  IconDeviceFloppy,
  IconHandStop,
  IconPlugConnectedX,
  IconUsb,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Notice } from '../../src-shared/contract/health';
import { useMutationOperation } from '../api/use-operation';
import classes from '../layout/desk.module.css';
import { usePerson } from '../session/office';
import { useAnnounce } from '../ui/live-region';
import { showRefusal } from '../ui/show-refusal';
import type { NoticeKind } from './health-types';
import { useNotices, useNoticeWords } from './use-notices';

interface Look {
  readonly color: 'red' | 'marigold';
  readonly icon: Icon;
}

const LOOKS: Readonly<Record<NoticeKind, Look>> = {
  'storage-failing': { color: 'red', icon: IconDatabaseX },
  'store-away': { color: 'red', icon: IconPlugConnectedX },
  'store-over': { color: 'red', icon: IconHandStop },
  'disk-full': { color: 'red', icon: IconDatabaseX },
  'disk-low': { color: 'marigold', icon: IconDatabaseX },
  'clock-back': { color: 'red', icon: IconClockExclamation },
  'journal-behind': { color: 'marigold', icon: IconDeviceFloppy },
  'backup-failed': { color: 'marigold', icon: IconDeviceFloppy },
  'second-folder-away': { color: 'marigold', icon: IconUsb },
};

/** What is the matter with this computer, on every page, with what to do about it. */
export function NoticesStrip() {
  const words = useNoticeWords();
  const notices = useNotices() ?? [];
  useAnnounced(notices, (notice) => words(notice).title);
  return notices.map((notice) => {
    const { color, icon: NoticeIcon } = LOOKS[notice.kind];
    const { title, body } = words(notice);
    return (
      <Alert
        key={notice.kind}
        className={classes.strip ?? ''}
        // What is new is announced once, by itself: an alert would be read again whenever a figure in it changes.
        role="group"
        aria-label={title}
        color={color}
        icon={<NoticeIcon aria-hidden />}
        title={title}
      >
        <Group justify="space-between">
          <Text maw="72ch">{body}</Text>
          <Action kind={notice.kind} />
        </Group>
      </Alert>
    );
  });
}

function Action({ kind }: { readonly kind: NoticeKind }) {
  if (kind === 'clock-back') return <ClockIsRight />;
  if (kind === 'store-away') return <ToStore />;
  return kind === 'backup-failed' ? <ToBackups /> : null;
}

function ToBackups() {
  const { t } = useTranslation('health');
  if (usePerson().role !== 'administrator') return <Text fw={600}>{t('notices.tell')}</Text>;
  return (
    <Button component={Link} href="/backups" variant="default">
      {t('notices.backups')}
    </Button>
  );
}

/** For a server that has moved; whoever may not say so waits. */
function ToStore() {
  const { t } = useTranslation('health');
  if (usePerson().role !== 'administrator') return null;
  return (
    <Button component={Link} href="/settings?tab=data" variant="default">
      {t('notices.store-away.moved')}
    </Button>
  );
}

function ClockIsRight() {
  const { t } = useTranslation('health');
  const { run, isPending } = useMutationOperation('health.clockIsRight', { refresh: ['health.notices'] });
  return (
    <Button
      variant="default"
      loading={isPending}
      onClick={() => void run({}).then((reply) => showRefusal(reply.ok ? null : reply))}
    >
      {t('notices.clock-back.right')}
    </Button>
  );
}

/** Tells screen readers when another kind of notice comes, and not again while it stays. */
function useAnnounced(notices: readonly Notice[], titleOf: (notice: Notice) => string): void {
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<NoticeKind>>(new Set());
  useEffect(() => {
    const fresh = notices.filter(({ kind }) => !known.current.has(kind));
    known.current = new Set(notices.map(({ kind }) => kind));
    if (fresh.length === 0) return;
    const isUrgent = fresh.some(({ kind }) => LOOKS[kind].color === 'red');
    announce(fresh.map(titleOf).join('. '), isUrgent ? 'assertive' : 'polite');
  });
}
