import { Button } from '@mantine/core';
import { useText } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';

export function BackButton({ onBack }: { readonly onBack: () => void }) {
  const { t } = useText();
  return (
    <Button size="xs" variant="default" leftSection={<Icon name="back" size={14} />} onClick={onBack}>
      {t('camera.back')}
    </Button>
  );
}
