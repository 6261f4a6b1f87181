//! What people call the parts of a sentence that the grammar has names for.

use crate::text::Text;

use super::grammar::Rule;

/// What to call what a rule reads; `None` for a keyword, which is called as it is spelled, and for a whole clause.
pub(super) fn called(rule: Rule) -> Option<Text> {
    let name = format!("{rule:?}");
    let (_, en, zh) = CALLED.iter().find(|(names, ..)| names.split(' ').any(|other| other == name))?;
    Some(Text { en: (*en).to_owned(), zh: (*zh).to_owned() })
}

/// How soon it is mentioned among others: what most sentences are about, keywords, everything else.
pub(super) fn rank(rule: Rule) -> usize {
    let name = format!("{rule:?}");
    let usual = USUAL.iter().position(|other| *other == name);
    usual.unwrap_or(USUAL.len() + usize::from(!name.starts_with("k_")))
}

/// The same among a clause's own parts, of which single words say least, but for rounding, which is always behind something.
pub(super) fn rank_among_own(rule: Rule) -> usize {
    let name = format!("{rule:?}");
    let usual = USUAL.iter().position(|other| *other == name);
    let behind = if rule == Rule::rounding { 2 } else { usize::from(name.starts_with("k_")) };
    usual.unwrap_or(USUAL.len() + behind)
}

const USUAL: [&str; 17] = [
    "name",
    "quoted",
    "length",
    "periods",
    "rollover_life",
    "amount",
    "allowance",
    "grant",
    "money",
    "price",
    "percent",
    "rate",
    "date",
    "time",
    "kind",
    "selector",
    "condition",
];

/// Rules, English, Chinese. A test compares this with the grammar, both ways.
const CALLED: &[(&str, &str, &str)] = &[
    ("EOI", "the end of the sentence", "句子的结尾"),
    ("name quoted word account phrase", "a name, such as `\"Weekend\"`", "名称，例如 `\"周末\"`"),
    ("version_from", "a date, such as `from 2024-12-01`", "日期，例如 `从 2024-12-01`"),
    ("names name_list", "one or several names", "一个或多个名称"),
    ("colon", "`:`", "`：`"),
    ("integer", "a whole number, such as `3`", "整数，例如 `3`"),
    ("decimal increment", "a number, such as `1.5`", "数，例如 `1.5`"),
    ("percent", "a percentage, such as `80%`", "百分比，例如 `80%`"),
    ("give_of", "what may be given, such as `plan data`", "可转赠的内容，例如 `套餐流量`"),
    ("and_condition", "a condition, such as `and marked \"gold\"`", "条件，例如 `和 已标记 \"gold\"`"),
    (
        "before_end",
        "a time before the end, such as `3 days before the period's end`",
        "周期结束前的时间，例如 `周期结束前 3 天`",
    ),
    (
        "compared_uses compared",
        "what is compared, such as `used more data in \"EU\" than elsewhere`",
        "比较，例如 `已使用 更多流量 在 \"EU\" 比别处`",
    ),
    ("more_of less_of", "what is compared, such as `more data`", "比较的内容，例如 `更多流量`"),
    (
        "other_uses deed_scope",
        "where or for what something was used, such as `in \"EU\"`",
        "使用的地点或用途，例如 `在 \"EU\"`",
    ),
    ("how_many_days", "a number of days, such as `on at least 10 days`", "天数，例如 `在 至少 10 天`"),
    (
        "each_span each_unit",
        "several spans in a row, such as `in each of the last 4 months`",
        "连续的时间，例如 `最近连续 4 个月`",
    ),
    ("expect_unlimited", "what has no limit, such as `unlimited data`", "不限量的内容，例如 `无限 流量`"),
    ("times", "a multiple, such as `2x`", "倍数，例如 `2 倍`"),
    ("money recharge", "an amount of money, such as `$5`", "金额，例如 `$5`"),
    ("currency_sign currency_code", "a currency, such as `$` or `USD`", "货币，例如 `$` 或 `USD`"),
    ("data_unit", "a unit of data, such as `GB`", "流量单位，例如 `GB`"),
    ("voice_unit", "a unit of time, such as `minutes`", "时间单位，例如 `分钟`"),
    ("count_unit", "a unit, such as `SMS`", "单位，例如 `短信`"),
    ("data_amount", "an amount of data, such as `5 GB`", "流量，例如 `5 GB`"),
    ("voice_amount", "an amount of voice, such as `100 minutes`", "通话时长，例如 `100 分钟`"),
    ("count_amount", "a number of messages or points, such as `50 SMS`", "条数或分数，例如 `50 条`"),
    ("placeholder", "a column of a table, such as `<used>`", "表的一列，例如 `<用量>`"),
    ("case_value", "a figure of a table, such as `3 GB`", "表中的数值，例如 `3 GB`"),
    ("amount", "an amount, such as `5 GB`", "数量，例如 `5 GB`"),
    ("allowance limit", "an amount, or `unlimited`", "数量，或 `无限`"),
    ("rate", "a speed, such as `128 kbps`", "速率，例如 `128 kbps`"),
    ("date", "a date, such as `2026-01-31`", "日期，例如 `2026-01-31`"),
    ("time", "a time of day, such as `23:00`", "时刻，例如 `23:00`"),
    ("date_time", "a date, perhaps with a time of day", "日期，可带时刻"),
    ("length_unit", "a unit of time, such as `days`", "时间单位，例如 `天`"),
    ("length", "a length of time, such as `3 months`", "一段时间，例如 `3 个月`"),
    ("periods", "a number of periods, such as `3 periods`", "若干周期，例如 `3 个周期`"),
    ("renewals", "a number of renewals, such as `12 renewals`", "若干次续订，例如 `12 次续期`"),
    (
        "span within rolling since past this_span span_before",
        "a time to count in, such as `a month`",
        "计数的时间范围，例如 `每月`",
    ),
    ("weekday day_range", "a day of the week, such as `Mon` or `Mon to Fri`", "星期，例如 `周一` 或 `周一至周五`"),
    ("day_set on_days", "days, such as `on weekends`", "日子，例如 `周末`"),
    ("except_holidays", "`except holidays`", "`除 节假日`"),
    ("from_to_time", "times, such as `from 23:00 to 07:00`", "时段，例如 `从 23:00 至 07:00`"),
    (
        "from_to_date in_force_from",
        "dates, such as `from 2026-01-01 to 2026-01-31`",
        "日期，例如 `从 2026-01-01 至 2026-01-31`",
    ),
    ("window", "days or times of use", "可用的日子或时段"),
    ("in_zone use_in", "a place of use, such as `in \"abroad\"`", "使用地点，例如 `在 \"国外\"`"),
    ("for_app use_for", "an application, such as `for WhatsApp`", "应用，例如 `对 微信`"),
    ("to_network use_to", "whom is called, such as `to same network`", "通话对象，例如 `至 网内`"),
    ("block_whole", "`block the whole use`", "`阻断 整次使用`"),
    ("part_limit", "a part, such as `of which at most 3 GB in \"EU\"`", "其中的部分，例如 `其中 最多 3 GB 在 \"EU\"`"),
    ("counted_in", "increments, such as `counted by 100 kB`", "计量单位，例如 `计量单位 100 kB`"),
    ("cut", "how much is forfeited, such as `forfeit 1 GB`", "作废多少，例如 `作废 1 GB`"),
    ("added_price", "a price, such as `at $1 per GB`", "价格，例如 `价格 $1 按每 GB`"),
    ("then_every", "`then every week`", "`然后 每 周`"),
    ("counted_uses", "a number of uses, such as `10 calls`", "使用次数，例如 `10 通话`"),
    ("use_dialling", "a number that is called, such as `dialling \"012 345\"`", "所拨的号码，例如 `拨打 \"012 345\"`"),
    ("later_increment", "`then by 1 s`", "`然后 由 1 秒`"),
    ("with_mark use_marked", "a mark, such as `marked \"VPN\"`", "标记，例如 `已标记 \"VPN\"`"),
    ("on_network use_on", "a network, such as `on 5G`", "网络，例如 `于 5G`"),
    ("kind", "what is counted: `data`, `voice`, `SMS` or `money`", "计量对象：`流量`、`通话`、`短信` 或 `话费`"),
    ("class", "where units come from, such as `plan` or `pack`", "单位的来源，例如 `套餐` 或 `包`"),
    ("quality", "what units are, such as `rolled` or `gifted`", "单位的性质，例如 `已累积`"),
    (
        "older expiring",
        "an age or a time left, such as `older than 3 periods`",
        "存在或剩余的时间，例如 `早于 3 个周期`",
    ),
    ("selector selectors of_part give_not", "which units, such as `rolled data`", "哪些单位，例如 `已累积流量`"),
    (
        "relations relation",
        "how packs stand to the one that is bought, such as `of the same size`",
        "与所购包的关系，例如 `同样大小`",
    ),
    (
        "credit credit_fee credit_due",
        "how it is paid later, such as `on credit, fee 15%`",
        "如何后付，例如 `赊购，手续费 15%`",
    ),
    ("unit_price paid_from", "a price in units, such as `price 100 points`", "以单位计的价格，例如 `价格 100 积分`"),
    ("convert_rate", "a rate, such as `1 minute = 10.24 MB`", "兑换比例，例如 `1 分钟 = 10.24 MB`"),
    ("in_steps", "steps, such as `in steps of 100 minutes`", "步长，例如 `每份为 100 分钟`"),
    ("renews_when", "when it renews, such as `when it expires`", "何时续订，例如 `当 它 到期`"),
    (
        "second",
        "what happens to a second one, such as `replacing the one before`",
        "再次购买时的处理，例如 `取代前一个`",
    ),
    ("comparison", "a comparison, such as `at least` or `more than`", "比较，例如 `至少` 或 `超过`"),
    (
        "condition any_of all_of test group group_any group_all group_test negation",
        "a condition, such as `renewed on time`",
        "条件，例如 `已续订 按时`",
    ),
    (
        "renewed_test used_test activated_test in_a_row_test on_plan_test plan_test owing_test recharged_test marked_test history_test held_test subscribed_test full_period_test members_test sharing_test suspended_test period_test dates_test from_plans to_plans only_if unless",
        "a condition, such as `only if renewed on time`",
        "条件，例如 `仅 如果 已续订 按时`",
    ),
    (
        "deed",
        "what has happened, such as `recharged` or `bought \"Weekend\"`",
        "发生过的事，例如 `充值所得` 或 `已购买 \"周末\"`",
    ),
    ("quantity how_many_times", "how often or how much, such as `at least 2 times`", "次数或数量，例如 `至少 2 次`"),
    ("plan_names", "the names of plans, in quotation marks", "带引号的套餐名称"),
    (
        "timing early_by within_late",
        "when it is renewed, such as `on time` or `within 3 days after expiry`",
        "续订的时间，例如 `按时`",
    ),
    ("comparison_of_plans", "how the plans compare, such as `bigger or equal`", "套餐的比较，例如 `更大或相同`"),
    (
        "held_together",
        "how many can be held, such as `at most 10 at the same time`",
        "最多同时持有几份，例如 `同时 最多 10`",
    ),
    ("tie", "what it ends with, such as `to the end of \"Base\"`", "随何物结束，例如 `至 “Base” 末`"),
    ("validity validity_end", "how long it is valid, such as `valid 30 days`", "有效期，例如 `有效 30 天`"),
    ("to_end_of_part to_end_of end_of_what", "an end, such as `end of the period`", "终点，例如 `周期末`"),
    ("start start_when", "when it starts", "何时开始"),
    ("no_rollover", "`no rollover`", "`不累积`"),
    ("own_rollover rollover_life", "how long leftovers last, such as `3 months`", "余量的保留时间，例如 `3 个月`"),
    ("repeat", "how often it is granted again, such as `a day`", "多久发放一次，例如 `每天`"),
    ("granted_on", "a day of granting, such as `granted on weekdays`", "发放日，例如 `已发放 于工作日`"),
    ("rolled_use", "where leftovers can be used, such as `usable on weekends`", "余量的使用范围，例如 `可用 于周末`"),
    ("rounding", "whole steps, such as `rounded up to 1 MB`", "取整，例如 `向上取整至 1 MB`"),
    ("while_renewed", "`while renewed`", "`期间 已续订`"),
    ("bank_limit", "a limit, such as `bank at most 60 GB`", "上限，例如 `储备 最多 60 GB`"),
    ("cap_side", "`refusing the newest` or `dropping the oldest`", "拒收最新的，或丢弃最旧的"),
    ("rollover_activation activate_rollover", "when rollover is activated", "何时开通累积"),
    ("for_part", "of which units, such as `for packs`", "哪些单位，例如 `对 包`"),
    ("rollover_grace grace_use", "a grace, such as `within grace of 7 days`", "宽限期，例如 7 天"),
    (
        "chosen or_chosen",
        "a value that customers set, such as `the customer's \"limit\"`",
        "用户设定的数值，例如 `客户设定的 \"上限\"`",
    ),
    ("set_value", "`set \"limit\" to $30`", "`设定 \"上限\" 至 $30`"),
    ("fee", "a fee, such as `fee $0.10`", "手续费，例如 $0.10"),
    ("consent", "`with consent`", "征得同意"),
    ("consent_trigger", "`agrees to charges`", "同意收费"),
    ("at_least at_most", "a limit, such as `at most 5 GB`", "限度，例如 `最多 5 GB`"),
    ("for_country", "a country, such as `for country ZA`", "国家，例如 `对 国家 ZA`"),
    (
        "assertion no_waste no_free_units no_charge_without_consent charge_limit notices_at stays_usable held_limit rolls_at_least",
        "what is promised, such as `charges at most $20 a period`",
        "承诺的内容，例如 `收费 最多 $20`",
    ),
    ("valid_more_than", "a validity, such as `valid for more than 7 days`", "有效期，例如 `有效 超过 7 天`"),
    ("how_often", "how often, such as `once`", "次数，例如 `一次`"),
    ("rolls_how", "how it rolls over, such as `free`", "如何累积，例如 `免费`"),
    ("by_operator", "an operator, such as `by Smart`", "运营商，例如 `由 Smart`"),
    ("like_plan", "a plan to start from, such as `like \"Basic\"`", "作为蓝本的套餐，例如 `类似 \"基础\"`"),
    (
        "prorated prorated_steps prorated_step day_number",
        "which part, such as `prorated` or `from day 21: 50%`",
        "哪一部分，例如 `按天折算`",
    ),
    (
        "any_price",
        "a price that the buyer chooses, such as `any price from $0.10`",
        "购买者自定的价格，例如 `任意价格 从 $0.10`",
    ),
    (
        "paid_share",
        "how much for how much, such as `data 5 MB per $0.10`",
        "每多少金额得多少，例如 `流量 5 MB 按每 $0.10`",
    ),
    (
        "validity_tiers",
        "how long from how much on, such as `valid 1 day from $1`",
        "多少金额起多久，例如 `有效 1 天 从 $1`",
    ),
    ("recharge_tier", "how long from how much on, such as `8 days from $1`", "多少金额起多久，例如 `8 天 从 $1`"),
    ("on_day", "a day of the month, such as `on day 15`", "每月的某一天，例如 `于 第 15 天`"),
    ("cycle_word", "how often, such as `monthly`", "多久一次，例如 `按月`"),
    ("period_price", "a price and its period, such as `$10 a month`", "价格和周期，例如 `$10 按月`"),
    ("unlimited_kinds", "several kinds, such as `unlimited calls and texts`", "几种额度，例如 `无限 通话 和 短信`"),
    ("repeated_grant", "what comes again, such as `each month data 20 GB`", "重复发放，例如 `按月 流量 20 GB`"),
    ("use_price_head", "what costs so much, such as `calls to abroad`", "什么收费，例如 `通话 到 国际`"),
    ("use_price", "a price of use, such as `$0.10 per minute`", "使用的价格，例如 `$0.10 每 分钟`"),
    ("renews_each", "how often, such as `every month`", "多久一次，例如 `每 月`"),
    (
        "unlimited_app",
        "something without limit, such as `unlimited \"WhatsApp\"`",
        "不限量的内容，例如 `无限 \"WhatsApp\"`",
    ),
    ("cycle", "how often, such as `month` or `30 days`", "周期，例如 `月` 或 `30 天`"),
    ("month_end", "what happens at the end of a short month", "遇到小月时如何处理"),
    (
        "earned",
        "what the bonus follows, such as `money charged in the month before`",
        "奖励依据，例如 `上个月 话费 收费`",
    ),
    (
        "earned_deed",
        "`charged`, `recharged`, `used`, `given` or `received`",
        "`收费`、`充值`、`已使用`、`已转赠` 或 `已收到`",
    ),
    ("of_pack", "a pack, such as `\"Weekly\" data`", "包，例如 `“Weekly” 流量`"),
    ("grant amount_of_kind bonus_share", "what is granted, such as `data 20 GB`", "给予的内容，例如 `流量 20 GB`"),
    ("price", "a price, such as `price $5`", "价格，例如 `价格 $5`"),
    (
        "price_less price_more price_whens price_when",
        "money off a price, such as `less $2 if marked \"autopay\"`",
        "价格减免，例如 `减 $2 如果 已标记 \"代扣\"`",
    ),
    (
        "price_staged price_first price_stage price_or",
        "another price, such as `$10 for the first 3 periods, then $20`",
        "另一价格，例如 `$10 首 3 个周期，然后 $20`",
    ),
    (
        "price_for_each price_heads price_by_number price_at_number price_each_more heads each_head",
        "a price by people, such as `$15 for each member`",
        "按人数的价格，例如 `$15 对 每个 成员`",
    ),
    (
        "price_off next_periods",
        "money off what comes, such as `next period $5 off`",
        "之后的减免，例如 `下一周期 $5 减免`",
    ),
    ("pays_for paid_thing", "what money pays for, such as `for packs only`", "话费的用途，例如 `对 包 仅`"),
    ("period_place", "a period by its number, such as `the 13th period`", "第几个周期，例如 `第 13 个周期`"),
    ("pack_head pack_time buy_pack", "a pack, such as `pack \"Weekend\"`", "包，例如 `包 \"周末\"`"),
    ("within_each", "an order within each, such as `within each, earliest expiry first`", "各自之内的顺序"),
    (
        "order_item order_key give_from",
        "what is used, such as `packs` or `earliest expiry`",
        "使用的对象，例如 `包` 或 `最早到期`",
    ),
    ("charge_from", "which money pays, such as `from bonus money`", "由哪些话费支付，例如 `从 奖励话费`"),
    ("after_amount", "after how much, such as `after 15 GB a period`", "用满多少，例如 `用满 15 GB 每周期`"),
    ("depletion_head", "what runs out, such as `data runs out`", "用完的是什么，例如 `流量用完`"),
    ("for_whom", "for whom, such as `for members`", "对谁，例如 `成员`"),
    ("throttle", "a slower speed, such as `throttle to 128 kbps`", "降低速率，例如 `限速 至 128 kbps`"),
    ("weight_head", "what is counted, such as `use of SMS`", "计量的对象，例如 `短信的使用`"),
    ("multiple", "how many times, such as `4 times` or `twice`", "倍数，例如 `4 倍`"),
    ("owe", "`owe it`", "`先欠`"),
    ("overage_charge later_price charge_fee", "a charge, such as `charge $0.50 per 100 MB`", "收费，例如 `收费 $0.50`"),
    (
        "notice tell of_money",
        "when a notice is sent, such as `80%`, or what it says",
        "何时通知，例如 `80%`，或通知内容",
    ),
    (
        "event_head trigger plan_change_trigger purchase_trigger stop_trigger debt_trigger recharge_trigger charges_trigger below_trigger notice_trigger lot_trigger failed_renewal mark_trigger member_trigger use_trigger not_after",
        "an event, such as `renewal` or `plan change`",
        "事件，例如 `续期`",
    ),
    ("calendar_time at_time", "a time by the calendar, such as `every day at 00:00`", "日历时间，例如 `每天 00:00`"),
    (
        "delay",
        "a time after an event, such as `3 days after renewal fails`",
        "事件之后的时间，例如 `续期 失败 之后 3 天`",
    ),
    ("otherwise", "`otherwise`", "`否则`"),
    (
        "forfeit keep revive refill set_expiry extend_expiry freeze thaw set_mark request clock bar lift_bars full_speed",
        "what is done, such as `forfeit rolled data`",
        "所做的事，例如 `作废 已累积流量`",
    ),
    ("expiry_target", "when it expires, such as `the latest`", "到期时间"),
    ("share_with", "with whom, such as `with up to 4 members`", "与谁共享，例如 最多 4 个成员"),
    ("share_cap", "a cap, such as `cap 10 GB each`", "上限，例如 `上限 10 GB`"),
    (
        "anniversary anniversary_test anniversary_time",
        "a day of the customer, such as `on the birthday`",
        "用户的某一天，例如 `于 生日`",
    ),
    ("term_length", "how long, such as `12 periods` or `24 months`", "多长时间，例如 `12 个周期` 或 `24 个月`"),
    ("each_left", "`for each period left`", "`对 各 周期 剩余`"),
    ("fee_bound", "a bound, such as `at least $1`", "界限，例如 `至少 $1`"),
    (
        "season",
        "a part of each year, such as `from 1 June to 31 August each year`",
        "每年的一段时间，例如 `从 1 六月份 至 31 八月份 每年`",
    ),
    (
        "sold_when",
        "when it is sold, such as `from 2026-06-01` or `on weekends`",
        "发售时间，例如 `从 2026-06-01` 或 `于周末`",
    ),
    ("month_day month_name season_day", "a day of a year, such as `31 December`", "一年中的某天，例如 `十二月份 31`"),
    (
        "retry retry_when",
        "when it is tried again, such as `tried again every day for 7 days`",
        "何时重试，例如 `重试 每 天 对 7 天`",
    ),
    ("instead", "what is bought instead, such as `else \"Week\"`", "改购什么，例如 `否则 \"周包\"`"),
    ("give_to give_receivers", "to whom, such as `only to members`", "给谁，例如 `仅 给 成员`"),
    (
        "give_step give_only give_share give_expiry give_leaving give_receive give_sizes give_fees give_fee give_validities give_lasts",
        "how it is given, such as `keeping expiry`",
        "如何转赠，例如保留有效期",
    ),
    ("promo_for", "for which plans", "适用的套餐"),
    (
        "happening activate use_event renewal_switch renew advance buy stop_pack return_pack convert change_plan suspend resume join leave give consent_event mark cancel",
        "what happens, such as `use 2 GB`",
        "发生的事，例如 `使用 2 GB`",
    ),
    ("later plus around", "a time, such as `+3 days` or `at the period's end`", "时间，例如 `+3 天` 或 `周期结束时`"),
    ("series_head", "how often, such as `every day`", "多久一次，例如 `每天`"),
    ("series_part", "how long, such as `6 times` or `until 2026-05-01`", "多久，例如 `6 次` 或 `直到 2026-05-01`"),
    ("circumstance", "how it is used, such as `for WhatsApp`", "如何使用，例如 `对 微信`"),
    (
        "expectation expect_nothing_lost expect_lost expect_notices expect_notice expect_no_notices expect_owing expect_none expect_refused expect_nothing_refused expect_period expect_charged_in_all expect_posted posted so_much posting expect_held",
        "what is expected, such as `rolled 8 GB`",
        "预期的结果，例如 `已累积 8 GB`",
    ),
    ("because", "a reason, such as `because \"not activated in time\"`", "原因，例如 `因为 \"未按时激活\"`"),
    ("zone_words", "a time zone, such as `Asia/Phnom_Penh`", "时区，例如 `Asia/Phnom_Penh`"),
    ("under", "a clause, such as `by rollover`", "条款，例如 `由累积`"),
    ("posted_rate", "a speed, such as `to 128 kbps`", "速率，例如 `至 128 kbps`"),
    ("noticed", "which notice, such as `at 80%`", "哪个通知，例如 `达到 80%`"),
    ("until_instant", "until when, such as `until 2026-05-01`", "到何时，例如 `直到 2026-05-01`"),
];

#[cfg(test)]
mod tests {
    use super::super::grammar::CLAUSE_FILES;
    use super::*;

    /// The rules of the grammar that can be missed: neither silent, nor keywords, nor whole clauses.
    fn rules() -> Vec<&'static str> {
        let common = include_str!("../../grammar/common.pest");
        let lines = CLAUSE_FILES.into_iter().chain([common]).flat_map(str::lines);
        let rules = lines.filter_map(|line| {
            let (name, rule) = line.split_once('=')?;
            let named =
                name.starts_with(|first: char| first.is_ascii_lowercase()) && !rule.trim_start().starts_with('_');
            named.then(|| name.trim())
        });
        rules.filter(|name| !name.starts_with("k_") && !name.ends_with("_clause") && *name != "sentence").collect()
    }

    #[test]
    fn every_rule_has_a_name_for_people() {
        let called: Vec<&str> = CALLED.iter().flat_map(|(names, ..)| names.split(' ')).collect();
        let missing: Vec<_> = rules().into_iter().filter(|rule| !called.contains(rule)).collect();
        assert!(missing.is_empty(), "add to CALLED in src/syntax/expect.rs: {missing:?}");
        let rules = rules();
        let gone: Vec<_> = called.iter().filter(|name| **name != "EOI" && !rules.contains(*name)).collect();
        assert!(gone.is_empty(), "the grammar has no such rules: {gone:?}");
        let unusual: Vec<_> = USUAL.iter().filter(|name| !rules.contains(*name)).collect();
        assert!(unusual.is_empty(), "the grammar has no such rules: {unusual:?}");
        let twice: Vec<_> =
            called.iter().filter(|name| called.iter().filter(|other| other == name).count() > 1).collect();
        assert!(twice.is_empty(), "listed twice: {twice:?}");
    }
}
