import type { CSSProperties, ReactNode } from 'react';
import classes from './data-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Narrower than this the table scrolls instead of squeezing its words; not on a phone, where rows are cards. */
  readonly minWidth?: number;
}

/**
 * A table with a caption for screen readers, its first column as row header and numbers right-aligned. On a phone each row
 * becomes a card; the roles are written out because a table that is not laid out as one loses them in some browsers.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, minWidth = 0 }: DataTableProps<Row>) {
  return (
    <table role="table" className={classes['table']} style={{ '--min-width': `${minWidth}px` } as CSSProperties}>
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" data-num={column.numeric === true}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column, index) =>
              index === 0 ? (
                <th key={column.key} role="rowheader" scope="row">
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.key} role="cell" data-num={column.numeric === true} data-label={column.title}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
