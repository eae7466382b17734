import type { SystemView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { useLive } from '../../state/index.ts';
import { DataTable, Panel } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';

type Client = SystemView['clients'][number];

/** The screens that are connected, and the frames that did not reach them in time. */
export function Screens({ clients }: { readonly clients: readonly Client[] }) {
  const { t, f } = useText();
  const lost = useLive((state) => state.lostFrames);
  const columns: readonly Column<Client>[] = [
    { key: 'id', title: t('screen.number'), cell: (row) => String(row.id) },
    { key: 'user', title: t('screen.user'), cell: (row) => row.user },
    { key: 'sent', title: t('screen.sent'), numeric: true, cell: (row) => f.number(row.sentFrames) },
    { key: 'lost', title: t('screen.lost'), numeric: true, cell: (row) => f.number(row.lostFrames) },
  ];
  return (
    <Panel title={t('system.screens')} aside={t('screen.mine', { count: lost })} flush>
      <DataTable caption={t('system.screens')} columns={columns} rows={clients} rowKey={(row) => String(row.id)} />
    </Panel>
  );
}
