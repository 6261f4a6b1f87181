//! Mistakes of form: the text cannot be read.

use super::{Code, Example, Pages, both, said};

pub(super) const PAGES: Pages = &[
    (
        Code::Unreadable,
        said(
            both(
                "A file or folder that was asked for cannot be read, holds no plans, or is not UTF-8 text.",
                "指定的文件或文件夹无法读取、不含套餐，或不是 UTF-8 文本。",
            ),
            both(
                "Nothing is known of what it says, so the command ends with exit code 2. Check the path; plans are files whose \
                 names end in `.plan`. A text in another encoding is saved as UTF-8 by every editor.",
                "无法得知其中的内容，因此命令以退出码 2 结束。请检查路径；套餐是名称以 `.plan` 结尾的文件。\
                 其他编码的文本可用任何编辑器另存为 UTF-8。",
            ),
            Example::Shown("rollover check montly.plan\n"),
            Example::Shown("rollover check monthly.plan\n"),
        ),
    ),
    (
        Code::TooLarge,
        said(
            both(
                "A file, a sentence, or the nesting of blocks is larger than any plan needs.",
                "文件、句子或块的嵌套超出了任何套餐的需要。",
            ),
            both(
                "Work on a text is bounded, so that a file from anywhere can be checked. Split a large file with `import`, a long \
                 sentence into several, and put blocks beside each other instead of into each other.",
                "对文本的处理有上限，这样来自任何地方的文件都可以检查。请用 `导入` 拆分大文件，把长句拆成几句，把嵌套的块并列放置。",
            ),
            Example::Shown("rollover check everything-in-one-file-of-9-MB.plan\n"),
            Example::Shown("import \"prepaid.plan\"\nimport \"postpaid.plan\"\n"),
        ),
    ),
    (
        Code::UnknownWord,
        said(
            both("A word stands where it means nothing.", "某个词在它所在的位置没有意义。"),
            both(
                "Nothing is skipped: a word that is not understood could be the one that matters. Mostly it is misspelt, and the \
                 message says what was probably meant. Names stand in quotation marks.",
                "任何内容都不会被跳过：没看懂的词可能正是关键。多数情况是拼写错误，提示会给出可能的写法。名称请写在引号里。",
            ),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  rolover 3 months\n}\n"),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  rollover 3 months\n}\n"),
        ),
    ),
    (
        Code::Unexpected,
        said(
            both(
                "Something is missing in a clause, or something else was expected there.",
                "条款中缺少内容，或该处应为别的内容。",
            ),
            both(
                "A clause that is not complete says nothing that can be run. The message says what could stand there; `rollover fmt` \
                 shows complete clauses in their usual form, and docs/language.md has examples of every clause.",
                "不完整的条款无法运行。提示会说明该处可以写什么；`rollover fmt` 会以通常的写法显示完整的条款，\
                 docs/language.md 有每个条款的例子。",
            ),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  rollover months\n}\n"),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  rollover 3 months\n}\n"),
        ),
    ),
    (
        Code::UnbalancedBrace,
        said(
            both("A brace is not closed, or closes nothing.", "花括号没有闭合，或多出一个闭括号。"),
            both(
                "Braces say what belongs to which plan or pack. With one too few or too many, all that follows would belong to \
                 something else. The message shows where the brace was opened and where it was probably to be closed.",
                "花括号决定内容属于哪个套餐或包。多一个或少一个，后面的内容就会归属错误。提示会显示它在哪里打开、可能应在哪里闭合。",
            ),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n"),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n}\n"),
        ),
    ),
    (
        Code::UnclosedQuote,
        said(
            both("A quotation mark is not closed on its line.", "引号没有在同一行内闭合。"),
            both(
                "A name goes to the next quotation mark, so without one it would swallow what follows. Any kind of quotation marks \
                 will do, also “ ” and 「 」.",
                "名称一直到下一个引号为止，缺少引号就会吞掉后面的内容。任何一种引号都可以，包括 “ ” 和「 」。",
            ),
            Example::Plan("plan \"P {\n  every month: data 20 GB\n}\n"),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n}\n"),
        ),
    ),
];
