import type { Migration } from './migration.ts';

/** Addresses with a secret in them are sealed; the draft and its revisions keep them with the secret hidden. */
export const sealedAddresses: Migration = {
  version: 8,
  name: 'sealed-addresses',
  up: (db) => {
    db.exec('ALTER TABLE camera ADD COLUMN addresses BLOB');
  },
};
