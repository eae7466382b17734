/** Colours as a street shows them, with how often each is seen. */
export type Paints = readonly (readonly [string, number])[];

export const CAR_PAINTS: Paints = [
  ['#e6e7e8', 24],
  ['#1b1d20', 20],
  ['#6f7479', 18],
  ['#b6babd', 14],
  ['#2b4466', 9],
  ['#8f1d22', 6],
  ['#3f4a3f', 3],
  ['#a38a63', 2],
  ['#c9b037', 1],
  ['#4c7d9c', 3],
];

export const VAN_PAINTS: Paints = [
  ['#e9eaea', 60],
  ['#8a8f94', 12],
  ['#d6b01f', 6],
  ['#23324a', 8],
  ['#8d2a22', 6],
  ['#3e5d3a', 4],
];

export const BUS_PAINTS: Paints = [
  ['#b3261e', 30],
  ['#e3e4e2', 20],
  ['#1f5f8b', 20],
  ['#3f7d46', 15],
  ['#d9a31c', 15],
];

export const TRUCK_PAINTS: Paints = [
  ['#e4e5e3', 34],
  ['#2f4d7a', 16],
  ['#a4281f', 14],
  ['#c9781f', 8],
  ['#3c6b43', 10],
  ['#7d8286', 10],
  ['#d6bd2f', 4],
];

export const TWO_WHEELER_PAINTS: Paints = [
  ['#1a1b1d', 40],
  ['#8f1f20', 18],
  ['#2c4d7c', 14],
  ['#d8d9d8', 12],
  ['#3f6a45', 8],
  ['#c98a1c', 8],
];

export const EMERGENCY_PAINTS: Paints = [
  ['#eceded', 3],
  ['#e0d21c', 2],
];

export const CLOTHES: Paints = [
  ['#2a2d33', 26],
  ['#3f4f6b', 18],
  ['#7a2f2f', 10],
  ['#5b5f52', 12],
  ['#b7b2a6', 12],
  ['#8a6f4d', 8],
  ['#d9d7d2', 8],
  ['#c9a227', 3],
  ['#2f6b5c', 3],
];
