export { lookForDepartures, type DeparturePorts } from './departure-watch.ts';
export { createFollower, type Follower } from './follower.ts';
export { createComplexWatch, type ComplexWatch } from './complex-watch.ts';
