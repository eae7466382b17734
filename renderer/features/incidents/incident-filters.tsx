import { Group, Select } from '@mantine/core';
import { COMPLEX_PATTERNS, INCIDENT_RULES, SEVERITIES } from '../../../domain/events/kinds.ts';
import type { IncidentQuery } from '../../api/index.ts';
import { incidentKindText, useText } from '../../i18n/index.ts';
import { useCameras } from '../../state/index.ts';

const STATES = ['active', 'lasting', 'closed', 'all'] as const;
const KINDS = [...INCIDENT_RULES, ...COMPLEX_PATTERNS];

interface IncidentFiltersProps {
  readonly filter: IncidentQuery;
  readonly onChange: (filter: IncidentQuery) => void;
}

/** Which incidents are listed. */
export function IncidentFilters({ filter, onChange }: IncidentFiltersProps) {
  const { t } = useText();
  const cameras = useCameras().data ?? [];
  const all = { value: '', label: t('incidents.all') };
  const change = (part: Partial<IncidentQuery>) => onChange({ ...filter, ...part, before: undefined });
  return (
    <Group gap="xs" align="end" mb="sm">
      <Select
        size="xs"
        label={t('incidents.filter.state')}
        allowDeselect={false}
        value={filter.state ?? 'active'}
        data={STATES.map((state) => ({ value: state, label: t(`incidents.state.${state}`) }))}
        onChange={(value) => change({ state: STATES.find((state) => state === value) })}
      />
      <Select
        size="xs"
        label={t('incidents.filter.severity')}
        allowDeselect={false}
        value={filter.severity ?? ''}
        data={[all, ...SEVERITIES.map((severity) => ({ value: severity, label: t(`severity.${severity}`) }))]}
        onChange={(value) => change({ severity: SEVERITIES.find((severity) => severity === value) })}
      />
      <Select
        size="xs"
        label={t('incidents.filter.camera')}
        allowDeselect={false}
        value={filter.camera ?? ''}
        data={[all, ...cameras.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(value) => change({ camera: value === '' || value === null ? undefined : value })}
      />
      <Select
        size="xs"
        label={t('incidents.filter.kind')}
        allowDeselect={false}
        value={filter.kind ?? ''}
        data={[all, ...KINDS.map((kind) => ({ value: kind, label: incidentKindText(t, kind) }))]}
        onChange={(value) => change({ kind: KINDS.find((kind) => kind === value) })}
      />
    </Group>
  );
}
