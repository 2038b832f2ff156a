const robot = /bot\b|crawl|spider|slurp|curl|wget|python|scrapy|headless|monitor/i;

/** True for programs that go through pages by themselves, by what they say of themselves: what they read is nobody's interest. */
export const isRobot = (userAgent: string): boolean => !userAgent || robot.test(userAgent);
