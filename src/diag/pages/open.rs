//! What a plan leaves open, and what is allowed without need.

use super::{Code, Example, Pages, both, said};

pub(super) const PAGES: Pages = &[
    (
        Code::UnusedAllowance,
        said(
            both(
                "A comment allows a finding, and nothing that it stands at has that finding.",
                "注释允许了某个检查结果，但它所在之处并没有这个结果。",
            ),
            both(
                "The plan was put right, or the comment stands in the wrong place. Left there, it would hide the finding when it \
                 comes back. `rollover check --fix` takes it out.",
                "可能套餐已经改正，或注释的位置不对。留着它会在以后掩盖同样的结果。`rollover check --fix` 会删除它。",
            ),
            Example::Plan(
                "plan \"P\" {\n  every month: data 20 GB\n  # allow rollover::notice_over_whole: friends' use counts too\n  notify at 80% of plan data\n}\n",
            ),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  notify at 80% of plan data\n}\n"),
        ),
    ),
    (
        Code::Undecided,
        said(
            both(
                "What happens to a customer depends on a choice that the plan does not make.",
                "客户的结果取决于套餐没有写明的选择。",
            ),
            both(
                "Billing systems answer such questions differently, and customers quarrel about them. A simulation goes on with the \
                 answer that docs/semantics.md lists; write the clause that says what is meant, and nothing is assumed. \
                 `rollover check --deny undecided` makes sure that nothing is left open.",
                "各计费系统对这类问题的处理不同，客户也会因此争执。模拟会采用 docs/semantics.md 列出的答案；\
                 请写出表明本意的条款，就不再有任何假定。`rollover check --deny undecided` 可确保没有遗漏。",
            ),
            Example::Plan("plan \"P\" {\n  every 30 days: data 20 GB\n}\n"),
            Example::Plan(
                "zone Asia/Phnom_Penh\n1 GB = 1024 MB\nplan \"P\" {\n  every 30 days: data 20 GB\n  no rollover\n  when data runs out: block\n}\n",
            ),
        ),
    ),
    (
        Code::NotProved,
        said(
            both(
                "A promise or a regulation is read and kept, and this command does not prove that plans keep it.",
                "承诺或法规已读取并保留，但此命令不证明套餐遵守它。",
            ),
            both(
                "It is documentation until something checks it. Write scenarios that would break it, and run `rollover test`.",
                "在有检查之前它只是说明。请写出可能违反它的场景，并运行 `rollover test`。",
            ),
            Example::Plan(
                "plan \"P\" {\n  every month: data 20 GB\n}\npromise \"bounded\": data held never above 80 GB\n",
            ),
            Example::Plan(
                "plan \"P\" {\n  every month: data 20 GB\n}\nscenario \"units end with the month\" for \"P\" {\n  2026-01-01  activate\n  2026-02-01  expect expired 20 GB\n}\n",
            ),
        ),
    ),
];
