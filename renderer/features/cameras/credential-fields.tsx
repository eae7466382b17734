import { Checkbox, PasswordInput, SimpleGrid, TextInput } from '@mantine/core';
import { useText } from '../../i18n/index.ts';
import { sourceOf } from './camera-draft.ts';
import type { FieldsProps } from './source-fields.tsx';

/** User and password at the camera. What is stored is never shown: it stays, is replaced, or is forgotten. */
export function CredentialFields({ form, set, problems, stored }: FieldsProps & { readonly stored: boolean }) {
  const { t } = useText();
  const source = sourceOf(form)?.source;
  if (source === undefined || !('url' in source)) return null;
  return (
    <>
      <SimpleGrid cols={2} spacing="sm" style={{ alignItems: 'end' }}>
        <TextInput
          label={t('cameras.user')}
          autoComplete="off"
          disabled={form.forget}
          value={form.user}
          error={problems.includes('two-credentials') && t('cameras.problem.two-credentials')}
          onChange={(event) => set({ user: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('cameras.password')}
          autoComplete="new-password"
          disabled={form.forget}
          value={form.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword'), tabIndex: 0 }}
        />
      </SimpleGrid>
      {stored && (
        <Checkbox
          label={t('cameras.credential.forget')}
          description={t('cameras.credential.stored')}
          checked={form.forget}
          onChange={(event) =>
            set(event.currentTarget.checked ? { forget: true, user: '', password: '' } : { forget: false })
          }
        />
      )}
    </>
  );
}
