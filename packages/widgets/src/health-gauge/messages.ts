/** Texts of `<nexus-health-gauge>`. */
export const gaugeMessages = {
  name: 'health-gauge',
  english: {
    loading: 'Health is loading',
    noMachineTitle: 'No such machine',
    noMachineText: 'It may have been removed, or it belongs to another company. Choose another one.',
    spoken: 'Health {score} of 100, {word}',
    spokenOf: '{label}: health {score} of 100, {word}',
    spokenUnknown: 'Health unknown',
    spokenUnknownOf: '{label}: health unknown',
    spokenAged: '{health}. {age}',
    stale: 'Not from now',
    aged: '{freshness}, {time}',
    why: 'What makes this score',
    partWorth: '{score} of 100, {word}',
    trendUp: '+{points} in {span}',
    trendDown: '−{points} in {span}',
    trendSteady: 'Steady for {span}',
  },
} as const;
