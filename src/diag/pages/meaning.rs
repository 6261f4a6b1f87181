//! Mistakes of meaning: the text can be read, and says nothing that can be run.

use super::{Code, Example, Pages, both, said};

pub(super) const PAGES: Pages = &[
    (
        Code::UnknownName,
        said(
            both("A name is used that nothing in sight has.", "使用了一个没有任何对象拥有的名称。"),
            both(
                "A plan, pack, promotion, place or list of holidays has to be declared, in this file or in one that it imports. \
                 The message names the nearest that there is.",
                "套餐、包、促销、地点或节假日列表必须在本文件或其导入的文件中声明。提示会给出最接近的名称。",
            ),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  on purchase of \"Weekly\": keep all\n}\n"),
            Example::Plan(
                "plan \"P\" {\n  every month: data 20 GB\n  pack \"Weekly\" { data 5 GB, valid 7 days, price $1 }\n  on purchase of \"Weekly\": keep all\n}\n",
            ),
        ),
    ),
    (
        Code::DuplicateName,
        said(
            both("Two things of one kind have one name.", "同一类的两个对象使用了相同的名称。"),
            both(
                "Nobody can say which of them is meant where the name is used. Capitals do not make two names. Give one of them \
                 another name; of a pack's later version say from when: `pack \"Weekly\" from 2027-01-01`.",
                "使用该名称时无法确定指的是哪一个。大小写不同不算两个名称。请给其中一个改名；\
                 包的新版本请写明起始日期：`包 \"Weekly\" 从 2027-01-01`。",
            ),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n}\nplan \"P\" {\n  every month: data 30 GB\n}\n"),
            Example::Plan(
                "plan \"P 20\" {\n  every month: data 20 GB\n}\nplan \"P 30\" {\n  every month: data 30 GB\n}\n",
            ),
        ),
    ),
    (
        Code::DuplicateClause,
        said(
            both("A clause that may be said once is said twice.", "只能写一次的条款写了两次。"),
            both(
                "The second would silently win over the first, or the first over the second. Keep the one that is meant.",
                "否则其中一条会悄悄覆盖另一条。请保留真正要的那一条。",
            ),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  use oldest first\n  use newest first\n}\n"),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  use oldest first\n}\n"),
        ),
    ),
    (
        Code::MisplacedModifier,
        said(
            both("A modifier stands with a clause for which it makes no sense.", "修饰语写在了对它没有意义的条款上。"),
            both(
                "It would change nothing, and whoever wrote it expects that it does. The message says what takes such a modifier.",
                "它不会起任何作用，而写的人以为它有。提示会说明哪些条款可以带这样的修饰语。",
            ),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  rollover 3 months on weekends\n}\n"),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  rollover 3 months\n}\n"),
        ),
    ),
    (
        Code::MisplacedClause,
        said(
            both("A clause stands in a block to which it does not belong.", "条款写在了不属于它的块里。"),
            both(
                "What a clause means depends on where it stands: in a plan, in a pack, in a promotion, at the head of a file. The \
                 message says where this one belongs.",
                "条款的含义取决于它所在的位置：套餐、包、促销或文件开头。提示会说明它属于哪里。",
            ),
            Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  valid 30 days\n}\n"),
            Example::Plan("plan \"P\" {\n  every 30 days: data 20 GB\n}\n"),
        ),
    ),
    (
        Code::BadValue,
        said(
            both(
                "A number, a date, a time or a unit is well formed and cannot be meant.",
                "数字、日期、时间或单位格式正确，但不可能是本意。",
            ),
            both(
                "There is no 30 February, no currency XXQ, and no share of 0 in a price. The message says what can stand there.",
                "没有 2 月 30 日，没有货币 XXQ，价格也不能按 0 计。提示会说明该处可以写什么。",
            ),
            Example::Plan(
                "plan \"P\" {\n  every month: data 20 GB\n}\npromo \"New year\" from 2027-02-30 to 2027-03-02 {\n  on renewal: bonus 1 GB valid 7 days\n}\n",
            ),
            Example::Plan(
                "plan \"P\" {\n  every month: data 20 GB\n}\npromo \"New year\" from 2027-02-28 to 2027-03-02 {\n  on renewal: bonus 1 GB valid 7 days\n}\n",
            ),
        ),
    ),
    (
        Code::BadImport,
        said(
            both(
                "An import cannot be followed: there is no such file, it is outside the folder, or files import each other in a \
                 circle.",
                "导入无法进行：文件不存在、位于文件夹之外，或文件互相导入形成循环。",
            ),
            both(
                "A path is looked for from the folder of the file that says it, and never outside the folder that rollover is run \
                 in: whoever checks a plan does not want it to read other files. What two files need of each other goes into a \
                 third.",
                "路径从写有导入的文件所在的文件夹开始查找，且不会超出运行 rollover 的文件夹：检查套餐的人不希望它读取别处的文件。\
                 两个文件互相需要的内容请放进第三个文件。",
            ),
            Example::Plan("import \"holidays\\kh.plan\"\n"),
            Example::Shown("import \"holidays/kh.plan\"\n"),
        ),
    ),
    (
        Code::NotFormatted,
        said(
            both(
                "The formatter did not write a file, because what it would have written does not say exactly the same.",
                "格式化程序没有写入文件，因为写出的内容与原文的含义不完全相同。",
            ),
            both(
                "Before it writes, `fmt` reads what it has made, and compares clauses and comments. The file is left as it is. This \
                 is a defect of the program; please report it, with the file.",
                "写入之前，`fmt` 会重新读取结果并比较条款和注释。文件保持原样。这是程序的缺陷，请附上文件报告。",
            ),
            Example::Shown("rollover fmt monthly.plan\n"),
            Example::Shown("rollover check monthly.plan\n"),
        ),
    ),
    (
        Code::BadAllowance,
        said(
            both(
                "A comment that is to allow a finding names none that there is, names an error, or gives no reason.",
                "用来允许某个检查结果的注释写了不存在的名称、写了错误，或没有写原因。",
            ),
            both(
                "Such a comment is for those who read the plan later: `# allow rollover::CODE: reason`. It stands above a clause or \
                 a plan, at the end of a line, or at the head of a file with an empty line behind it. What cannot be run cannot be \
                 meant, so errors are not allowed.",
                "这样的注释是写给以后的读者的：`# 允许 rollover::CODE：原因`。它写在条款或套餐上方、行末，\
                 或文件开头并在后面空一行。无法运行的内容不可能是本意，所以错误不能被允许。",
            ),
            Example::Plan(
                "plan \"P\" {\n  every month: data 20 GB\n  # allow rollover::notice_over_whole\n  notify at 120% of plan data\n}\n",
            ),
            Example::Plan(
                "plan \"P\" {\n  every month: data 20 GB\n  # allow rollover::notice_over_whole: the operator counts friends' use too\n  notify at 120% of plan data\n}\n",
            ),
        ),
    ),
];
