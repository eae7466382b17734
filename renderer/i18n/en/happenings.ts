/** What happened on the site, why something was not watched, and what a person must see to. */
export const happenings = {
  'alarms.title': 'Needs attention',
  'alarms.since': 'since {time}',
  'alarm.disk-full': 'The disk is full: counts are being lost',
  'alarm.disk-full.do':
    'Free disk space: delete recordings or old backups, or give the data folder a larger disk. Counting goes on by itself.',
  'alarm.reserve-freed': 'The disk is full: the last reserve is in use',
  'alarm.reserve-freed.do':
    'Nothing is lost yet. Free disk space soon: delete recordings or old backups, or give the data folder a larger disk.',
  'alarm.reserve-missing': 'The disk has no room for the reserve',
  'alarm.reserve-missing.do': 'Free disk space: without the reserve a full disk loses counts at once.',
  'alarm.backup-removed': 'The disk is full: an old backup was removed to make room',
  'alarm.backup-removed.do': 'Free disk space, then the next backup is made by itself.',
  'alarm.backup-failed': 'No backup could be made',
  'alarm.backup-failed.do':
    'Free disk space and check that the data folder can be written to; it is tried again by itself.',
  'alarm.retention-failed': 'Old rows could not be removed',
  'alarm.retention-failed.do':
    'Free disk space and check that the data folder can be written to; it is tried again by itself.',
  'alarm.not-examined': 'The database could not be examined',
  'alarm.not-examined.do': 'Run: npm run site -- check',
  'alarm.database-corrupt': 'The database is damaged',
  'alarm.database-corrupt.do':
    'The store starts again and puts the newest backup back by itself. Have the disk examined.',
  'alarm.database-restored': 'The database was damaged; the newest backup was put in its place',
  'alarm.database-restored.do':
    'What was counted after that backup is missing and shown as not watched. Have the disk examined; the damaged file was kept.',
  'alarm.credential-unreadable': 'The password of a camera cannot be read',
  'alarm.credential-unreadable.do':
    'Bring back the key file that belongs to this data folder, or enter the password of the camera again.',
  'alarm.clock-doubtful': 'The clock of this machine is far ahead of what the site has lived through',
  'alarm.clock-doubtful.do':
    'Check date and time. If they are right, nothing is to be done: old rows are only kept longer for a while.',
  'alarm.store-waits-for-room': 'The disk is full: the store cannot start',
  'alarm.store-waits-for-room.do':
    'Free disk space; the store starts by itself. Until then cameras keep what they count, as far as there is room.',

  'events.title': 'What happened',
  'events.none': 'Nothing has happened yet: no process ended, no camera changed its state.',
  'events.when': 'When',
  'events.who': 'Who',
  'events.what': 'What',
  'events.why': 'Why',
  'events.older': 'Older',
  'events.newest': 'Newest',
  'event.alarm': 'Needs attention',
  'event.alarm-over': 'Mended',
  'event.exit': 'Ended',
  'event.crash': 'Crashed',
  'event.gave-up': 'Given up',

  'minute.overlap': 'The clock was set back: this minute passed twice, the number is that of both',
  'gaps.title': 'Why it was not watched',
  'gaps.more': { one: 'and {count} more', other: 'and {count} more' },
  'cause.analysis-off': 'analysis is switched off',
  'cause.detector': 'no detector answered',
  'cause.frozen': 'the camera’s picture stood still',
  'cause.covered': 'nothing was seen in the picture: covered, dark or blurred',
  'cause.disk-full': 'the disk was full',
  'cause.store-backlog': 'the store could not keep up',
  'cause.clock-step': 'the clock of this machine was set, or the machine slept',
  'cause.process-restart': 'the process of this camera was being started again',
  'cause.not-running': 'the program was not running',
  'cause.database-restored': 'the database was put back from a backup',
  'reason.clock-step': 'the clock of this machine was set, or the machine slept',
} as const;
