import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PageHeader } from '../ui/page-header';
import { FirstRunFrame } from './first-run-frame';

interface AsidePageProps {
  readonly title: string;
  readonly description: string;
  /** What the way back is called. */
  readonly back: string;
  /** Something is under way that cannot be left. */
  readonly isBusy: boolean;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** Another way than the page that it is left to: while there is no event, or none that opens. */
export function AsidePage({ title, description, back, isBusy, onLeave, children }: AsidePageProps) {
  return (
    <FirstRunFrame>
      <PageHeader
        title={title}
        description={description}
        actions={
          <Button
            variant="default"
            disabled={isBusy}
            leftSection={<IconArrowLeft size={20} aria-hidden />}
            onClick={onLeave}
          >
            {back}
          </Button>
        }
      />
      {children}
    </FirstRunFrame>
  );
}
