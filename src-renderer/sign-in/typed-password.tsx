import { PasswordInput, type PasswordInputProps, Text } from '@mantine/core';
import { IconArrowBigUpLine } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A password field that can be shown in the clear and says when Caps Lock is on. */
export function TypedPassword(props: PasswordInputProps) {
  const { t } = useTranslation('signIn');
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <div>
      <PasswordInput
        visible={shown}
        onVisibilityChange={setShown}
        visibilityToggleButtonProps={{
          'aria-label': t(shown ? 'hidePassword' : 'showPassword'),
          // Within reach of the keyboard, which Mantine leaves out.
          tabIndex: 0,
        }}
        spellCheck={false}
        aria-invalid={Boolean(props.error)}
        {...props}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        onBlur={(event) => {
          setCapsLock(false);
          props.onBlur?.(event);
        }}
      />
      <Text role="status" size="sm" fw={600} c="var(--accent)">
        {capsLock && (
          <>
            <IconArrowBigUpLine size={16} style={{ verticalAlign: '-3px' }} aria-hidden /> {t('capsLock')}
          </>
        )}
      </Text>
    </div>
  );
}
