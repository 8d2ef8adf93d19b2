/** Ends a run with one plain line of counts, and with a line for each skipped test that says why it was skipped. */
import type { Reporter, TestModule } from 'vitest/node';

export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    for (const test of inState('skipped')) {
      const result = test.result();
      const reason = result.state === 'skipped' ? result.note : undefined;
      console.log(`skipped: ${test.fullName}: ${reason ?? 'no reason given'}`);
    }
    const brokenModules = modules.filter((module) => module.errors().length > 0).length;
    const failedCount = inState('failed').length + brokenModules;
    console.log(
      `\n${inState('passed').length} passed, ${failedCount} failed, ${inState('skipped').length} skipped`,
    );
  }
}
