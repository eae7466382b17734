/** Name of the database in the data folder; readers open it beside the store's writer. */
export const DATABASE_FILE = 'store.db';
/** Where the site's choice of detector is kept: one that was loaded and took over. */
export const DEFAULT_MODEL_SETTING = 'default-model';
/** Where a choice is kept until then. */
export const WANTED_MODEL_SETTING = 'wanted-model';
