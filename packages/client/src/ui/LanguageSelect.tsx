import { useStrings } from '../app/useServices.ts';
import type { Settings } from '../settings/settings.ts';
import { languageNames, languages } from '../strings/languages.ts';
import { Select } from './controls/Select.tsx';

interface LanguageSelectProps {
  readonly value: Settings['language'];
  readonly onChange: (language: Settings['language']) => void;
}

export function LanguageSelect({ value, onChange }: LanguageSelectProps) {
  const { settings } = useStrings();
  return (
    <Select
      value={value}
      onChange={onChange}
      options={[
        { value: 'system', label: settings.systemLanguage },
        ...languages.map((language) => ({ value: language, label: languageNames[language] })),
      ]}
    />
  );
}
