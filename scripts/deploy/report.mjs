/** Counts what holds and what does not, and prints it as it becomes known. */
export class Report {
  passed = 0;
  failed = 0;

  /** @param holds throws, or returns false, where the rule does not hold */
  check = async (rule, holds) => {
    try {
      if ((await holds()) === false) throw new Error('It does not hold.');
      this.passed++;
      process.stdout.write(`ok ${rule}\n`);
    } catch (error) {
      this.fail(rule, error.message);
    }
  };

  fail(rule, why) {
    this.failed++;
    process.stdout.write(`FAILED ${rule}\n${why}\n`);
  }
}
