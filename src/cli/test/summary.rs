//! The figures of a test run.

use crate::text;
use crate::text::Lang;

use super::Tested;
use super::json::Summary;
use super::run::Suite;

impl Summary {
    pub(super) fn of(suite: &Suite, results: &[Tested]) -> Summary {
        let passed = results.iter().filter(|tested| tested.outcome.passed()).count();
        let wanted: usize = suite.files.iter().map(|file| file.wanted.len()).sum();
        let all: usize = suite.files.iter().map(|file| file.all).sum();
        Summary {
            files: suite.files.len(),
            passed,
            failed: results.len() - passed,
            filtered: all - wanted,
            skipped: wanted - results.len(),
        }
    }

    /// How many scenarios were to be run.
    pub(super) const fn scenarios(&self) -> usize {
        self.passed + self.failed + self.skipped
    }

    /// The figures in a line: "12 scenarios in 3 files: 11 passed, 1 failed".
    pub(crate) fn words(&self, lang: Lang) -> String {
        let Summary { files, passed, failed, filtered, skipped } = *self;
        let count = passed + failed;
        let (scenarios, of_files) =
            (if count == 1 { "scenario" } else { "scenarios" }, if files == 1 { "file" } else { "files" });
        let mut line = text!(
            "{count} {scenarios} in {files} {of_files}: {passed} passed, {failed} failed",
            "{files} 个文件中的 {count} 个场景：{passed} 个通过，{failed} 个失败"
        );
        for (number, word) in
            [(skipped, text!("not run", "未运行")), (filtered, text!("left out by --filter", "被 --filter 略过"))]
        {
            if number > 0 {
                line = text!("{line}, {number} {word}", "{line}，{number} 个{word}"; line = line, word = word);
            }
        }
        line.get(lang).to_owned()
    }
}
