import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface PageHeaderProps {
  readonly title: string;
  /** One sentence under the title. */
  readonly description?: ReactNode;
  /** Buttons beside the title; the most important one last. */
  readonly actions?: ReactNode;
}

/**
 * The heading of a page; every page begins with exactly one. It names the document, and after navigation it takes the
 * focus, unless the page has a first field with `autoFocus` that took it already.
 */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(`${title} · ${t('productName')}`);

  useEffect(() => {
    const page = heading.current?.closest('main');
    if (!page?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <Group justify="space-between" align="flex-end" mb="lg" gap="md" component="header">
      <Stack gap={4}>
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {description && (
          <Text c="dimmed" maw="72ch">
            {description}
          </Text>
        )}
      </Stack>
      {actions && <Group gap="sm">{actions}</Group>}
    </Group>
  );
}
