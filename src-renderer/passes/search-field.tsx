import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './passes.module.css';

/** Milliseconds without a key after which a search begins. */
const PAUSE = 250;

interface SearchFieldProps {
  /** What is searched for at present. */
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly autoFocus: boolean;
  /** Arrow down leads from the field into the list. */
  readonly onArrowDown: () => void;
}

/** Searches while somebody types; `/` and F lead here from anywhere on the page. */
export function SearchField({ value, onSearch, autoFocus, onArrowDown }: SearchFieldProps) {
  const { t } = useTranslation('passes');
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [searched, setSearched] = useState(value);
  const search = useDebouncedCallback(onSearch, PAUSE);
  // Back, or clearing the filters, changed it. What is typed stays as typed, with a blank at its end too.
  if (searched !== value) {
    setSearched(value);
    if (text.trim() !== value) setText(value);
  }

  function focus(): void {
    field.current?.focus();
    field.current?.select();
  }
  useHotkeys([
    ['/', focus],
    ['F', focus],
  ]);

  function type(typed: string): void {
    setText(typed);
    search(typed.trim());
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') search.flush();
    if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      type('');
      search.flush();
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      search.flush();
      onArrowDown();
    }
  }

  return (
    <TextInput
      ref={field}
      size="lg"
      type="search"
      aria-label={t('list.search')}
      placeholder={t('list.searchExample')}
      aria-keyshortcuts="/ F"
      autoFocus={autoFocus}
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      leftSection={<IconSearch size={22} aria-hidden />}
      rightSectionWidth={52}
      rightSection={
        text === '' ? (
          <kbd className={classes.key} aria-hidden>
            /
          </kbd>
        ) : (
          <CloseButton
            aria-label={t('list.clearSearch')}
            onClick={() => {
              type('');
              search.flush();
              focus();
            }}
          />
        )
      }
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
