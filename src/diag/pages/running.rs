//! What can go wrong when plans are run.

use super::{Code, Example, Pages, both, said};

pub(super) const PAGES: Pages = &[
    (
        Code::BadEvent,
        said(
            both(
                "An event cannot happen when it is said to happen: before the activation, or before an event that was told \
                 earlier.",
                "事件不可能在所写的时间发生：早于开通，或早于已经写出的事件。",
            ),
            both(
                "A history is told in the order of time, and begins when the plan is activated. Sort the rows, or choose an earlier \
                 `--from`.",
                "历史按时间顺序叙述，从开通套餐开始。请按时间排序，或选择更早的 `--from`。",
            ),
            Example::Shown("at,event,amount\n2026-01-20,use,600 MB\n2026-01-10,use,600 MB\n"),
            Example::Shown("at,event,amount\n2026-01-10,use,600 MB\n2026-01-20,use,600 MB\n"),
        ),
    ),
    (
        Code::BadRow,
        said(
            both("A row of a table of usage cannot be read.", "用量表中的一行无法读取。"),
            both(
                "A table begins with a header that names its columns, `at` among them; docs/usage-csv.md lists them all. A row that \
                 is skipped would make every figure behind it wrong.",
                "表格以列出各列名称的表头开始，其中须有 `at`；全部列见 docs/usage-csv.md。跳过一行会使其后的所有数字出错。",
            ),
            Example::Shown("at,event,amount\n2026-01-10,use,600\n"),
            Example::Shown("at,event,amount\n2026-01-10,use,600 MB\n"),
        ),
    ),
    (
        Code::Overflow,
        said(
            both("A quantity grew beyond what can be counted.", "数量超出了可以计数的范围。"),
            both(
                "Amounts are whole numbers of bytes, seconds and millionths of money, up to some quintillions. Whatever comes near \
                 is a slip of the hand in an amount, or a plan that doubles without end.",
                "数量以字节、秒和百万分之一货币单位的整数计，上限约为百亿亿。接近上限通常是数量写错，或套餐在无限翻倍。",
            ),
            Example::Shown("2026-01-10,use,9999999999 TB\n"),
            Example::Shown("2026-01-10,use,9 TB\n"),
        ),
    ),
    (
        Code::NotConserved,
        said(
            both(
                "Units appeared or disappeared between two entries of the ledger.",
                "账本的两条记录之间，单位凭空出现或消失了。",
            ),
            both(
                "What is granted is used, given, lost or still there: the program checks this after every event. This is a defect of \
                 the program; please report it, with the plan and the events.",
                "发放的单位要么被使用、转赠、作废，要么仍然存在：程序在每个事件之后都会检查。这是程序的缺陷，请附上套餐和事件报告。",
            ),
            Example::Shown("rollover simulate monthly.plan\n"),
            Example::Shown("rollover simulate monthly.plan --from 2026-01-01\n"),
        ),
    ),
    (
        Code::BadSettings,
        said(
            both(
                "Something in `rollover.toml` cannot be read, or there is no such setting.",
                "`rollover.toml` 中有无法读取的内容，或没有这样的设置。",
            ),
            both(
                "What was meant does not hold, so findings may be shown that were to be left out, or the other way round. \
                 The rest of the file holds. Settings stand below `[check]`: `select`, `ignore`, `deny`, `include`, `exclude`, `per-path-ignores` and \
                 `baseline`.",
                "该设置不起作用，因此可能显示了本应略去的检查结果，或者相反。文件的其余部分仍然有效。设置写在 `[check]` 下面：\
                 `select`、`ignore`、`deny`、`include`、`exclude`、`per-path-ignores` 和 `baseline`。",
            ),
            Example::Shown("[check]\nignor = [\"undecided\"]\n"),
            Example::Shown("[check]\nignore = [\"undecided\"]\n"),
        ),
    ),
    (
        Code::BadRequest,
        said(
            both(
                "A command was asked for something that is not there: a plan, a scenario, a code, a line.",
                "命令要求的内容不存在：套餐、场景、名称或行。",
            ),
            both(
                "The message lists what there is, or the nearest to what was asked for.",
                "提示会列出现有的内容，或与所要求的最接近的内容。",
            ),
            Example::Shown("rollover explain family.plan --plan \"Famly 30\"\n"),
            Example::Shown("rollover explain family.plan --plan \"Family 30\"\n"),
        ),
    ),
    (
        Code::NotCovered,
        said(
            both(
                "The scenarios reach fewer of the clauses than `test --threshold` asks for.",
                "场景到达的条款少于 `test --threshold` 的要求。",
            ),
            both(
                "A clause that no scenario reaches can be changed by mistake, and every test still passes. The message shows the first \
                 one: write a scenario in which it acts. A clause that nothing can reach is not counted.",
                "没有场景到达的条款即使被误改，所有测试仍会通过。提示指出其中第一条：请编写使它起作用的场景。无法到达的条款不计入。",
            ),
            Example::Shown("rollover test family.plan --coverage --threshold 100\n"),
            Example::Shown("rollover test family.plan --coverage=gaps\n"),
        ),
    ),
];
