import { SegmentedControl } from '@mantine/core';
import { LANGUAGES, useLanguage, useText } from '../i18n/index.ts';

const SHORT = { en: 'EN', vi: 'VI' } as const;

export function LanguageSwitch() {
  const { t } = useText();
  const { language, setLanguage } = useLanguage();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('app.language')}
      value={language}
      onChange={(value) => setLanguage(LANGUAGES.find((one) => one === value) ?? 'en')}
      data={LANGUAGES.map((one) => ({ value: one, label: SHORT[one] }))}
    />
  );
}
