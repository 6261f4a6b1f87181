//! Plans and events at random: texts that people could have written, and lives that subscribers could have led.

use proptest::prelude::*;
use proptest::sample::select;
use rollover::event::{AccountId, Circumstances, Event, Happening, LabelId, PlanId, Setting};
use rollover::model::Catalogue;
use rollover::units::{Day, Instant, Kind, Quantity};

/// One of some clauses, or none.
fn maybe(clauses: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![1 => Just(String::new()), 2 => select(clauses).prop_map(str::to_owned)]
}

fn one_of(clauses: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(clauses).prop_map(str::to_owned)
}

/// Some of some clauses, each at most once, in any order.
fn some_of(clauses: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::subsequence(clauses, 0..=clauses.len()).prop_shuffle().prop_map(|some| some.join("\n  "))
}

const CYCLES: &[&str] = &[
    "month",
    "calendar month",
    "30 days",
    "7 days",
    "calendar week",
    "720 hours",
    "2 calendar months",
    "calendar quarter",
    "month of whole days",
    "month on day 31",
];

const ROLLOVERS: &[&str] = &[
    "rollover 3 months",
    "rollover 40 days of plan data",
    "rollover 2 periods",
    "rollover next period, only if used more than 0, at most 5 GB a period, plan and bank at most 40 GB",
    "rollover next period, only if activated in this period",
    "rollover 2 months, bank at most 15 GB refusing the newest",
    "rollover 2 months, bank at most 15 GB dropping the oldest",
    "rollover 3 months, up to 1x plan",
    "rollover 3 months, bank at most 2 periods dropping the oldest",
    "rollover while renewed",
    "rollover while renewed, bank at most 25 GB dropping the oldest",
    "rollover while renewed automatically on time, once",
    "rollover while renewed at least 24 hours before expiry",
    "rollover while renewed within 7 days after expiry",
    "rollover 3 renewals without a break, of plan data",
    "rollover 1 month, activated within 5 days of the period's end",
    "rollover once, unless not sharing",
    "rollover 1 month of plan data; no rollover of bonus data",
    "rollover 2 months, only if recharged in the last 30 days or used less than 2 GB of data in this period",
    "rollover next period, only if full period and data left at least 1 GB",
    "rollover of plan data granted on weekdays to the end of Sunday, usable on weekends",
    "rollover to the end of the next calendar month, rounded up to 100 MB",
    "rollover 2 days, rounded down to 250 MB, bank at most 8 GB dropping the oldest",
];

const ORDERS: &[&str] = &[
    "use oldest first",
    "use newest first",
    "use earliest expiry first",
    "use packs first, then rolled, then plan; within each, earliest expiry first",
    "use rolled first, then newest first",
    "use new first, then earliest expiry first",
    "use most specific first, then own before pool",
    "use own before pool, then oldest first",
    "use bonus first, then recharged, then packs",
];

const DEPLETIONS: &[&str] = &[
    "when data runs out: block",
    "when data runs out: throttle to 512 kbps up to 2 GB, then throttle to 128 kbps",
    "when data runs out: charge $0.50 per 100 MB begun, at most $3 a month, then block",
    "when data runs out: charge $0.50 per 100 MB begun, at most $3 a period, with consent for 24 hours, then throttle to 64 kbps",
    "when data runs out: owe it, at most 3 GB, then throttle to 64 kbps",
    "when data runs out for members: owe it, at most 1 GB; when data runs out: owe it, across periods",
    "when data runs out: owe it, at most 1 GB, then owe it, at most 500 MB, across periods, then buy \"Extra\"",
    "when data runs out: buy \"Extra\", at most 2 times a period, then block",
    "when data runs out: charge $0.0317 per 7 MB begun, at most $2 a week, rounded up to $0.05, then charge $0.013 per MB, rounded to the nearest $0.10",
    "when data runs out: charge $0.40 for the first 50 MB, then $0.007 per MB, rounded down to $0.04",
    "when data runs out: charge $1.10 per 1 GB, at most $2 a week, then charge $0.317 per 7 MB of each session, rounded up to $0.05",
    "when data runs out: charge $0.40 for the first 50 MB, then $0.317 per 300 MB, at most $1 a month, together",
    "when data runs out for members: block; when data runs out: throttle to 128 kbps",
    "when data runs out: block the whole use; when voice runs out: block the whole use",
    "when data runs out for Chat: block; when data runs out: charge $0.20 per 100 MB begun, at most $1 a week, then buy \"Extra\", at most once a week, then block the whole use",
    "when data expires: charge $0.10 per 1 MB begun; when data runs out: block",
    "when data runs out: charge $0.50 per 100 MB begun for Chat from 08:00 to 20:00 from recharged money, at most $2 a day, then free from 00:00 to 08:00, up to 1 GB a day, then charge $0.10 for the first 10 MB, then $0.02 per 10 MB, together",
    "when data runs out: charge $0.10 per 10 MB begun, at most $1 a week, or the customer's \"quota\", then throttle to 64 kbps up to 1 GB a month, or the line's \"slow\"",
    "when data runs out: charge $0.10 per 10 MB begun, with consent to \"more\" for the period, then charge $0.20 per 10 MB begun, with consent to \"more\" for the month, then buy \"Extra\", with consent",
    "when data runs out for Chat, if marked \"Gold\": free; when data runs out: charge $0.01 per 7 MB begun of each session, only if marked \"Gold\", then throttle to 64 kbps up to 500 MB a week",
];

const PACKS: &[&str] = &[
    "pack Weekend { price $1; data 5 GB on weekends; valid 30 days; no rollover }",
    "pack Steps { price $0.20; data 900 MB, of which at most 300 MB for Chat, of which 200 MB on weekends; data is counted by 40 MB; valid 9 days; rollover 5 days }",
    "pack Coarse { free; data 2 GB, counted by 350 MB, of which at most 500 MB a day; voice 20 minutes, of which at most 10 minutes a period; voice is counted by minute; valid 20 days }",
    "pack Night { price $0.50; data 3 GB from 23:00 to 07:00; valid to the end of the period; no rollover }",
    "pack Small { price $0.25; data 1 GB; valid 3 days; at most 3 times a period }",
    "pack Chat { price $0.10; data 2 GB for Chat; valid 720 hours }",
    "pack Lazy { free; data 1 GB; valid 2 days; starts at first use within 7 days }",
    "pack Queue { free; data 1 GB; valid 2 days; starts when the one before ends }",
    "pack Next { free; data 2 GB; valid 6 days; starts with the next session }",
    "pack Goes { free; data 1 GB; valid 5 days; starts with the next session, if the running one began without any }",
    "pack Flexi { any price from $0.10 to $15; data 5 MB per $0.10, voice 2 minutes per $0.50, 8 MB per $0.10 from $1, 1 GB from $6; valid 3 days from $0.10, to the end of the period from $4 }",
    "pack Keep { price $3; data 4 GB; valid for ever }",
    "pack Roll { price $2; data 4 GB; valid 10 days; rollover 20 days }",
    "pack Day { free; 500 MB; valid to the end of day 2 }",
    "pack Renewed { $0.20; 200 MB; valid 9 days; at most 3 at once }; pack Renewed from 2026-02-10 { $0.40; 300 MB on weekends; valid 2 days; at most 2 at once }",
    "pack Marked { free; 300 MB marked \"VPN\"; valid 4 days }",
    "pack Plain { free; 300 MB not marked \"VPN\"; valid 4 days }",
    "pack Liked { free; 300 MB; valid 4 days; only if recharged at least 1 time in the last 20 days; unless rolled data left }",
    "pack Dated { free; 300 MB; valid 4 days; sold from 2026-02-01 to 2026-02-20; only if data left at most 20 GB }",
    "pack Hourly { $0.30, plus 7% tax, rounded up to $0.05; 300 MB; valid 4 days; sold on weekends from 08:00 to 20:00, on Wed, from 5 February to 3 March each year }",
    "pack Stack { free; 100 MB; 10 SMS; valid 20 days; at most 2 at once }",
    "pack Cool { free; 200 MB; valid 2 days; at most once in 48 hours; at most 3 times from 2026-02-01 to 2026-02-20 }",
    "pack Daily { price $1; data 1 GB a day; valid 7 days }",
    "pack Hours { free; data 300 MB every 12 hours, starts at first use within 7 days; valid 2 days; rollover 1 day }",
    "pack Row { free; data 200 MB a day, starts when the one before ends; valid to the end of day 3 }",
    "pack Weekly { free; data 700 MB a calendar week; valid 20 days; rollover to the end of Sunday }",
    "pack Part { price $3; data 3 GB; valid to the end of the period; prorated to the end of the period, rounded up to $0.10 }",
    "pack Month { free; data 600 MB; valid to the end of the next calendar month; no rollover }",
    "pack Season { free; data 300 MB; valid to the end of the quarter; at most 2 times a year }; pack Annual { $0.20; data 100 MB; valid to the end of the next calendar year; once a quarter }",
    "pack Pair { price $0.20; data 1 GB; valid 5 days; group \"either\" }; pack Twin { price $0.20; data 1 GB; valid 7 days; group \"either\", \"both\" }; \
      \"either\" one at a time, replacing the one before; on purchase, if bought \"both\" at least 2 times in the last 9 days and not bought \"either\" today: notify \"both\"; on purchase of \"both\": revive expired data of the same group within 9 days",
    "pack Coupon { price $0.30; 3 points; valid 20 days; refund if unused within 4 days }; pack Redeem { price 1 point of \"Coupon\" points; data 700 MB; valid 3 days }",
    "pack Swap { price 1 GB of rolled data; money $2; valid for ever }; pack Clean { price $0.40 not of bonus money; 5 SMS; valid 2 days; refund if unused within 1 calendar month }",
    "pack Loan { data 2 GB; price $0.50 on credit, fee 15%, due in 4 days; valid 3 days; no rollover }",
    "pack Less { money $3; price $3 on credit, fee 12% from the loan; valid 20 days; once a week }",
    "pack Cash { money $2; price $2 on credit, fee $0.30; valid for ever; twice a month }",
    "pack Seven { price $0.40; data 1 GB, voice 5 minutes; valid 7 days; renews when it expires or runs out; group \"anew\" }",
    "pack Again { price $0.10; data 500 MB; valid 3 days; renews when it runs out; group \"anew\" }; \"anew\" packs: only the last one bought renews",
    "pack Heir { price $0.10; data 600 MB; valid 5 days; group \"heirs\"; rollover into the next pack of the same group, within 4 days }; pack Heiress { free; data 500 MB; valid 7 days; group \"heirs\"; cannot be given; rollover into the next pack }; \"heirs\" at most 3 at the same time",
    "pack Root { price $0.10; data 700 MB; valid 9 days }; pack Leaf { free; data 400 MB; valid to the end of \"Root\" }; pack Bud { free; data 300 MB for Chat; valid while \"Root\" is held; rollover 3 days }",
    "pack Trunk { price $0.20; data 200 MB a day; valid 6 days; group \"wood\"; starts when the one before ends }; pack Vine { free; 300 MB; valid to the end of \"wood\"; used first }; on purchase of \"wood\": extend \"wood\" data by 2 days; bonus 50 MB valid while \"wood\" is held",
    "pack Timed { $0.60; 200 MB; valid 2 days; renews every 5 days, tried again every 9 hours for 2 days }; pack Monday { $0.50; 300 MB; valid 3 days; renews every Monday at 06:00, else \"Extra\", \"Timed\"; renewal is tried again at 08:00 and 20:00 or when recharged, for 4 days; group \"mondays\" }",
    "pack Big { $5; data 3 GB; valid 6 days; renews automatically, else \"Extra\" }; pack Bigger { $7; data 5 GB; valid 4 days; renews when it expires or runs out, tried again when recharged, for 20 days; group \"bigs\" }",
    "pack Crowd { $0.30; data 200 MB for each member, 10 SMS for each line after the first; valid 9 days }; pack Purse { $0.50; money $1 for the plan's price; valid for ever }",
    "pack Cut { price $2; less 50% if bought \"Cut\" less than 3 times; or $0.90 until 2026-02-10; 300 MB; valid 3 days }; pack Part2 { $3; 10% off if data left at least 1 GB; 400 MB; valid to the end of the period; prorated to the end of the period; renews automatically }",
    "pack Side { price $0.30; data 1 GB; valid to the end of the period; renews automatically }; pack Line { free; 20 SMS; valid 40 days; renews with the plan }",
];

const SHARE: &str = "share with up to 2 members, cap 3 GB each, cap 5 GB in all";

const SHARES: &[&str] = &[
    SHARE,
    "share everybody's data with up to 2 members",
    "share plan data and \"Extra\" data",
    "share everybody's rolled data and pack data",
];

const OTHERS: &[&str] = &[
    "notify at 50%, 80% and 100% of each lot, and 3 days before expiry",
    "notify at 500 MB left of data",
    "notify at 60% of data, if data left at least 1 GB or marked \"gold\"; notify at 30% of each lot, unless marked \"gold\"",
    SHARE,
    "only if money at least $3; sold until 2026-03-10",
    "on plan change to bigger or equal: keep rolled data up to 1x plan; otherwise: forfeit it",
    "on suspension: forfeit bonus data",
    "on renewal: bonus data 50% of plan data, valid 7 days, no rollover, used first",
    "use of data for Chat is counted 3 times; use of data on weekends is counted twice",
    "use of SMS is counted 4 times",
    "on activation: bonus data 2 GB, valid 3 days",
    "on plan change: bonus data 200 MB a day, valid 3 days",
    "when recharged by \"card\": bonus data 50 MB, valid 2 days",
    "when recharged, if recharged by \"card\" at least 2 times in the last 20 days: notify \"card\"",
    "on resumption: refill all data to 2 GB",
    "on renewal, if used more than 0: refill pack data",
    "when recharged: revive expired money within 30 days; set expiry of all money to the latest",
    "when recharged: revive expired money; 9 days without recharge: forfeit expired money",
    "recharged money valid 20 days",
    "when recharged at least $3: bonus data 100 MB per $2, valid 3 days; bonus money 50% of the recharge, valid 5 days",
    "slow data to 512 kbps after 3 GB a period; slow data from 08:00 to 20:00 to 128 kbps after 6 GB a week, together",
    "limit data to 1500 MB a day",
    "use of data is counted by 7 MB; use of voice is counted by minute",
    "data for Chat is counted by 90 MB, then by 13 MB; data from 08:00 to 20:00 is counted by 11 MB; voice for Chat is counted by 60 s, then by 7 s",
    "when recharged: forfeit 700 MB; forfeit the greater of 100 MB and 13% of pack data; on purchase: forfeit 7% of all data in all, at most 150 MB",
    "on purchase: forfeit data down to 9 GB; when recharged: forfeit the lesser of 300 MB and 9% of plan data, forfeit 10% of rolled data, at least 200 MB",
    "when data left falls below 300 MB: refill pack data to 700 MB at $0.10 per 100 MB begun; on resumption: refill plan data at $0.01 per 90 MB",
    "unused plan data becomes money at $0.10 per GB, at most $1.50; when the period ends, if used more than 0: bonus 1 point for each 300 MB of pack data left, valid 40 days",
    "when the period ends: bonus data 10 MB for each 700 MB of rolled data left, forfeit rolled data; unused voice becomes data, 7 minutes = 30 MB, valid 9 days",
    "every 9 days without use: bonus data 20 MB, valid 3 days; 3 days without recharge, purchase, then every 2 days: forfeit 10 MB of pack data",
    "use of data for Chat costs $0.30 a day, unless marked \"Gold\"; use of voice or SMS costs $0.02 from recharged money, together",
    "use of data from 08:00 to 20:00 buys \"Extra\" at $0.40; the first use of each week on weekends costs $0.10, with consent to \"more\"",
    "use of data on weekends buys \"Extra\" once a week, for members; use costs $0.01 in 5 days",
    "each use of data is paid by one lot",
    "each use is paid by one lot; limit data to 1 GB a day, then charge $0.10 per 100 MB begun, then block the whole use",
    "limit data to 2 sessions a day; limit pack data to 3 sessions a period, together, then throttle to 64 kbps up to 1 GB a week",
    "limit data for Chat to 1 different number a week; limit voice to 2 calls in 3 days, then charge $0.05 per minute begun; limit plan data to 3 different numbers a period, together",
    "when data left falls below 600 MB: buy \"Extra\"; notify at every 20% of data; notify at 40% and at 1 GB left of plan and pack data",
    "when charges reach $2 in a month: bar data for Chat, charge $0.10; on renewal: lift bars; notify at 50% and 90% of $4",
    "slow data to 64 kbps after 1 GB a week; when 50% of plan data is used, at most 2 times a period: full speed for 2 days, bonus data 300 MB",
    "pack Fast { price $0.20; full speed to the end of the period }; on activation: bar voice; when recharged at least $3: lift bars on voice",
    "limit plan data for Chat to 1 GB a week, then charge $0.20 per 100 MB begun; limit data to 5 GB a period, together, then throttle to 64 kbps",
    "limit data to 2 GB a period for each member, or the member's \"quota\"; limit voice to the line's \"slow\" a day",
    "slow data to 256 kbps after the line's \"slow\" a week; notify at 50% and 100% of $1 a month, or the customer's \"quota\"",
    "when agrees to \"more\": bonus data 10 MB, valid 2 days; when withdraws consent to \"more\": forfeit bonus data",
    "limit data on weekends to 700 MB a session for members",
    "charges at most $0.70 a day, then free; charges for data at most $2 a period, together, then throttle to 64 kbps",
    "charges for data, SMS at most $0.35 in 3 days, then free; charges at most the customer's \"quota\" a month",
    "the owner pays for members; charges for voice at most $0.90 a day, together, then free",
    "charges for voice and data at most $1.10 a week, together; charges at most $3, then block",
    "when recharged: bonus money $1 for Chat, valid 9 days",
    "on purchase: set expiry of all pack data to the latest",
    "when recharged, if recharged at least 2 times in the last 10 days: bonus data 100 MB, valid 3 days, no rollover",
    "on renewal, if used less than 3 GB of data in the period before: bonus data 1 GB, valid 7 days",
    "on renewal, if charged at least $3 this month and not bought \"Extra\" in the last 20 days: notify \"a\"; otherwise: notify \"b\"",
    "on purchase, if data left at least 5 GB and renewed at least 1 time in the last 60 days: notify \"rich\"",
    "on purchase, if no rolled data left or full period: notify \"poor\"",
    "on purchase, if members at least 1 or subscribed at least 20 days: notify \"old\"",
    "when recharged, if on weekends or from 20:00 to 23:00: bonus 30 MB, valid 2 days",
    "when recharged, if suspended: resume",
    "on renewal, if full period and used data in the last 9 days: notify \"full\"",
    "on plan change, if from \"A\" and changed plan at least 1 time in the last 30 days: forfeit rolled data",
    "on plan change, if from \"first\" and to \"every\" and not plan in \"second\": forfeit rolled data; otherwise: notify \"back\"",
    "on purchase of \"Extra\" or renewal or gift received: notify \"any\", bonus data 20 MB valid 1 day",
    "when a renewal of a pack fails: bonus data 30 MB, valid 1 day; when a renewal of \"Extra\" fails or data runs out: notify \"out\"",
    "9 days after renewal fails or purchase of \"Extra\", unless recharged or renewed: notify \"nothing\"",
    "each year on 15 February at 06:00: bonus data 60 MB, valid to the end of the quarter; on renewal, if bought \"Extra\" at least 2 times this year or used at most 3 GB of data in the quarter before, at most 3 times a quarter: notify \"year\"",
    "on purchase, if plan in \"first\" and data left at least 1 GB: notify \"first\"; otherwise: notify \"second\"",
    "plan change from \"first\" to \"second\": fee $0.10, only if plan in \"every\"",
    "when recharged, if received data in the week before or given at least 1 GB of data since 2026-02-01: notify \"gift\"",
    "on purchase: set expiry of data of the same size to the new one; set expiry of pack data of other packs to the sum",
    "on purchase: forfeit data of bigger packs; keep data of the same price and the same validity up to 3 GB",
    "packs one at a time, refused while another is held",
    "convert data to SMS, 100 MB = 3 SMS, in steps of 100 MB, at most 2 GB a period, fee $0.05, valid 9 days",
    "convert data to money, 1 GB = $0.50, of plan data and rolled data, from newest; convert voice to data, 1 minute = 10.24 MB, at night",
    "borrow up to 3 GB a period",
    "on renewal: bonus money $1 for the plan's price only, valid 40 days; when recharged by \"card\": bonus money $2 for packs and fees only, valid 20 days",
    "when recharged: bonus money $1 for data, calls, valid 20 days; bonus money $0.70 not for packs, valid 9 days; on purchase: bonus data 100 MB for each line, valid 3 days",
    "less $0.30 for the first 2 periods, 10% off if marked \"Gold\" or renewed automatically",
    "pack Listed { $0.20; 100 MB; valid 3 days }; on purchase, if bought \"Extra\", \"Listed\" at least 2 times in the last 20 days or not used voice or SMS this month: notify \"some\"; when recharged, if charged for data, voice at least $0.10 this month: notify \"much\"",
    "plus 7% tax, rounded to the nearest $0.01; plus $0.40 if marked \"Gold\"; less 13% from 20 January to 10 February each year, rounded down to a cent",
    "minimum charge $2.50 a period; tax 7.5%, rounded to the nearest cent",
    "tax 9% of the bill; minimum term 3 periods, leaving fee $0.70 for each period left; minimum term 40 days, leaving fee $0.03 for each day left",
    "when recharged: charge 11% of the recharge, at least $0.10, at most $1, rounded down to $0.05; on purchase: charge what is missing to $1.70 of money charged this month",
    "on suspension: charge 3% of money charged in the last 9 days; on plan change: charge $0.20 for each week left of 6 weeks, charge 4% of the bill",
    "debts at most $1.20; when debt is due: charge 7% of debts, at least $0.02, rounded up to a cent",
    "on the birthday: bonus data 70 MB, valid 3 days; each year on the customer's \"quota\" at 07:00: notify \"quota\"; each year on the day of activation: bonus data 20 MB, valid 1 day; on purchase, if in the month of the birthday and not on the birthday: notify \"month\"",
    "or $1 from the 3rd period, $0.20 for each additional line; less 30% from 2026-02-01 to 2026-02-20",
    "when recharged: next period $1.20 off; on purchase, if in the first 3 periods: next 2 periods 40% off; on suspension: next period free",
    "or free for the first 2 months; $0.70 for each member after the first; $0.10 off if used more than 0",
    "debts are repaid by at most 40% of each recharge; when debt is due: charge $0.05; on stop: forfeit bonus data",
    "on renewal, if owing at most $0.60: bonus data 300 MB; otherwise: forfeit pack data",
    "packs one at a time, refused while one is held",
    "notify at $1 left of money; notify at 50% of each money; when money left falls below $2: notify \"low\"",
    "when 50% of money is used: bonus data 50 MB, valid 2 days; notify at every 25% of recharged money",
    "every day at 00:00: bonus money 50% of money charged in the day before, valid 1 day, up to $2",
    "on renewal: bonus data 100 MB per $1 charged from recharged money in the period before, valid 5 days",
    "every Monday at 00:00: bonus data 10% of data used in the week before, valid 7 days, up to 500 MB",
    "when recharged: bonus money 20% of money recharged this month, valid 20 days",
    "on purchase: bonus data 50% of pack data, valid 2 days, up to 2 GB",
    "on renewal: bonus data 10% of \"Extra\" data, valid 2 days; when data runs out in \"Chat\": charge $0.10 per 10 MB begun",
];

const GIFTS: &[&str] = &[
    "give exactly 100 MB, 500 MB, 1 GB or 1300 MB, fee $0.10 from 100 MB, $0.30 from 1 GB, valid 1 day from 500 MB, 7 days from 1 GB, receiving at most 2 times a month",
    "give data up to 2 GB, leaving at least 500 MB of plan data, from newest, fee $0.20, fee $0.05 from 1 GB, valid 1 day from 1 GB, keeping expiry",
    "give up to 2 GB a month, at least 100 MB, fee $0.10, from earliest expiry, keeping expiry, not rolled data, unless data left less than 1 GB and subscribed less than 10 days",
    "give data to members, from newest, taking the later expiry; give up to 1 GB, keeping expiry, to at most 1 receiver a week",
    "give data in steps of 50 MB, at most 30% of plan data a month, only plan data, to accounts marked \"idle\", valid 2 calendar months",
    "give data up to 700 MB, to accounts not marked \"idle\", valid 9 days, only if recharged at least $1 this month and data left at least 1 GB",
    "give data up to 1 GB; give money up to $3, fee $0.10, only recharged money, leaving at least $0.50 of recharged money, keeping expiry",
    "give money, fee $0.25, from newest, valid 9 days; give data up to 1 GB, fee $0.05, keeping expiry",
];

/// What happens by itself, and what it leads to. Its own list, so that plans without any of it stay common.
const EVENTS: &[&str] = &[
    "when renewal fails: suspend, mark \"unpaid\"; 3 days after renewal fails, unless renewed: cancel",
    "when recharged, if marked \"unpaid\": resume, renew, unmark \"unpaid\"",
    "when renewal fails: change to \"B\"",
    "when data runs out: notify \"all gone\", buy \"Extra\"",
    "when pack data expires: bonus data 500 MB, valid 2 days",
    "when data starts: notify \"it has started\"",
    "every day at 00:00: forfeit 20% of bonus data",
    "every Monday at 06:30: keep 50% of rolled data; bonus data 100 MB",
    "on day 31 of each month: forfeit 10% of what was granted of plan data",
    "on 2026-02-20 10:00: forfeit pack data; buy \"Extra\"",
    "10 days without use, recharge: freeze all data, clock stops; notify \"frozen\"",
    "5 days without recharge: freeze pack data; mark \"idle\"",
    "when recharged: thaw all data, unmark \"idle\"",
    "when marked \"idle\": bonus data 10 MB, valid 30 days; when unmarked \"idle\": forfeit bonus data",
    "24 hours after data expires, unless use: renew",
    "12 days after purchase: forfeit pack data",
    "on cancellation: keep plan data; keep pack data up to 2 GB",
    "when gift received: extend gifted data by 2 days; when gift given: bonus data 50 MB, valid 1 day",
    "when joins: bonus data 20 MB; when member joins: bonus data 30 MB; when member leaves: mark \"left\"",
    "when agrees to charges: buy \"Extra\"",
    "on use of data for Chat, once a day: bonus data 5 MB, valid 2 days",
    "on purchase of \"Extra\": renew",
    "on resumption: suspend; on suspension: resume",
];

/// Times before an end and since something, uses that are compared, spans in a row. They are put into few plans of their own, so
/// that they meet each other often.
const TIMES: &[&str] = &[
    "3 days before the period's end: notify \"soon\", renew",
    "9 days after the last recharge or use: bonus data 40 MB, valid 2 days",
    "on renewal, if used more data for \"Chat\" than elsewhere in the period before or used data for \"Chat\" on at least 2 days in the last 20 days: notify \"chats\"",
    "when recharged, if used data for \"Chat\" on more days than marked \"VPN\" in each of the last 2 weeks: notify \"weeks\"",
    "on purchase, if recharged in each of the last 2 months or used less data marked \"VPN\" than elsewhere 3 periods in a row: notify \"row\"",
    "when recharged and used at least 1 GB of data not for \"Chat\" in the last 9 days: bonus data 30 MB, valid 3 days",
    "every day at midnight: forfeit 20% of bonus data; bonus data 10 MB, valid 2 days",
    "pack Chat { price $0.10; data 2 GB for Chat; valid 720 hours }; pack Session { free; data 1 GB; valid 6 days; starts with the next session }",
    "give rolled data up to 1 GB",
    "share with up to 2 members, cap 3 GB each",
    "grace 5 days, usable",
    "while suspended, clock stops",
    "use of data on weekends is counted twice",
    "limit data to 700 MB a session",
];

/// A file with two plans, in which times matter.
pub(crate) fn timely_plans() -> impl Strategy<Value = String> {
    let parts = (
        one_of(&["Asia/Phnom_Penh", "America/New_York", "Asia/Kathmandu", "UTC"]),
        one_of(CYCLES),
        maybe(&["sessions are split at midnight", "sessions are charged by their start"]),
        one_of(&[
            "no rollover",
            "rollover next period, only if used data for \"Chat\" on at most 3 days in this period",
            "rollover 2 months",
        ]),
        one_of(&[
            "when data runs out: charge $0.01 per 7 MB begun of each session",
            "when data runs out: throttle to 128 kbps up to 500 MB a session, then charge $0.50 per 100 MB begun",
            "when data runs out: block",
        ]),
        maybe(&[
            "early renewal starts at the period's end; renewal is charged 50 hours before the period's end",
            "renewed by hand",
            "postpaid; renewal is charged 50 hours before the period's end",
            "renewal is charged 20 minutes before the period's end; renews automatically, only if money at least $2",
        ]),
        some_of(TIMES),
        maybe(TIMES),
    );
    parts.prop_map(|(zone, cycle, sessions, rollover, depletion, renewal, times, other)| {
        format!(
            "operator Op {{ zone {zone}; currency USD; 1 GB = 1000 MB\n  {sessions}\n}}\n\
             plan \"A\" by Op {{\n  every {cycle}: price $2, data 3 GB, 2 GB for Chat\n  use oldest first\n  {rollover}\n  {depletion}\n  \
             pack Extra {{ price $1; data 1 GB; valid 5 days }}\n  {renewal}\n  {times}\n}}\n\
             plan \"B\" by Op {{\n  every calendar month: price $1, data 2 GB\n  no rollover\n  when data runs out: block\n  {other}\n}}\n"
        )
    })
}

/// Later versions of the plan "A".
const VERSIONS: &[&str] = &[
    "plan \"A\" from 2026-02-01 { existing customers keep their terms; every month: price $1, data 4 GB }",
    "plan \"A\" from 2026-01-25 { every calendar week: price $3, data 7 GB; existing customers keep their terms until 2026-02-20; rollover 9 days of plan data }",
    "plan \"A\" from 2026-01-20 12:00 { existing customers move at their next renewal; pack Extra { price $2; data 2 GB; valid 8 days }; pack Small { free; data 300 MB on weekends; valid 4 days }; no rollover of pack data; use newest first; when data runs out: buy \"Extra\", then throttle to 64 kbps }",
    "plan \"A\" from 2026-02-03 { existing customers move on 2026-02-07 15:00; price $3; when data runs out: charge $0.20 per 100 MB begun; 9 days after the last recharge or use: bonus data 45 MB, valid 2 days; on renewal: bonus data 10% of \"Extra\" data, valid 5 days; on purchase of \"Extra\", if bought \"Extra\" at least 2 times: notify \"twice\" }",
    "plan \"A\" from 2026-01-20 { existing customers move at once; prepaid; on plan change, if to \"B\": forfeit rolled data; rollover next period, only if same plan, up to 1x plan }\nplan \"A\" from 2026-02-12 { existing customers move at their next renewal from 2026-02-25; use oldest first; grace 3 days, usable }",
];

/// A file with two plans.
pub(crate) fn plans() -> impl Strategy<Value = String> {
    let zone = one_of(&["Asia/Phnom_Penh", "America/New_York", "Asia/Kathmandu", "UTC"]);
    let extras = (
        maybe(ROLLOVERS),
        one_of(ORDERS),
        one_of(DEPLETIONS),
        some_of(PACKS),
        some_of(OTHERS),
        maybe(&[
            "prepaid",
            "prepaid, the plan's price on the bill",
            "first period: prorated, rounded up to $0.01, rounded down to 1 MB",
            "first period: price from day 11: 70%, from day 21: 50%, data prorated",
            "renews automatically, only if money at least $2",
            "renewed by hand, only if money at least $2",
            "renews automatically, tried again every 2 days or at 07:00, for 9 days",
            "renewal is tried again when recharged, for 40 days",
        ]),
        maybe(&["grace 5 days, dormant", "grace 5 days, usable"]),
        maybe(&[
            "early renewal starts at once",
            "early renewal starts at the period's end",
            "early renewal starts at the period's end, at most 3 ahead",
            "early renewal starts at once, only if data left less than 5 GB",
            "for 2 periods, then goes on as \"B\"",
            "early renewal starts at the period's end, at most 3 ahead; for 3 periods, then ends",
            "early renewal starts at once; for 35 days, then ends",
            "for 40 days, then goes on as \"B\"; renewal is charged 9 hours before the period's end",
        ]),
        maybe(&["while suspended, clock stops", "while suspended clock runs"]),
        maybe(&[
            "plan change takes effect next period",
            "plan change takes effect first now, then next period",
            "plan change to smaller takes effect next period; plan change to lower price: fee $0.50, at most once in 20 days",
            "plan change to longer validity takes effect next period; plan change: only if money at least $3, at most 2 times a month, fee $0.10",
        ]),
    );
    let voice = maybe(&[
        ", voice 100 minutes to same network",
        ", 50 SMS",
        ", unlimited data for WhatsApp",
        ", data 2 GB on weekends",
        ", data 1 GB a day",
        ", data 1 GB a day, 20 SMS every 24 hours",
        ", data 3 GB a week, rollover to the end of the month",
    ]);
    let sessions = maybe(&["sessions are charged by their start"]);
    let events = prop_oneof![
        1 => Just(String::new()),
        1 => proptest::sample::subsequence(EVENTS, 1..6).prop_map(|some| some.join("\n  ")),
    ];
    let gifts = (maybe(GIFTS), prop_oneof![2 => Just(String::new()), 1 => one_of(VERSIONS)]);
    let other_events = maybe(&[
        "when recharged: change to \"A\"",
        "when data runs out: change to \"A\"; 3 days after activation: cancel",
    ]);
    (zone, one_of(CYCLES), 1_u32..30, voice, extras, sessions, events, other_events, gifts).prop_map(|parts| {
        let (zone, cycle, size, voice, extras, sessions, events, other_events, (gifts, versions)) = parts;
        let (rollover, order, depletion, packs, others, prepaid, grace, early, suspended, change) = extras;
        let other_size = size / 2 + 3;
        // A plan is shared in one way only.
        let others = others.replace(SHARE, SHARES[size as usize % SHARES.len()]);
        // Only who shares it has somebody to pay for.
        let others = match others.contains("share ") {
            true => others,
            false => others.replace("the owner pays for members", &format!("{SHARE}; the owner pays for members")),
        };
        format!(
            "operator Op {{ zone {zone}; currency USD; 1 GB = 1000 MB\n  {sessions}\n}}\n\
             plan \"A\" by Op {{\n  group \"first\", \"every\"\n  every {cycle}: price $2, data {size} GB{voice}\n  {rollover}\n  {order}\n  {depletion}\n  \
             pack Extra {{ price $1; data 1 GB; valid 5 days }}\n  {packs}\n  {others}\n  {prepaid}\n  {grace}\n  {early}\n  \
             {suspended}\n  {change}\n  {events}\n  {gifts}\n}}\n\
             plan \"B\" by Op {{\n  group \"every\", \"second\"\n  every calendar month: price $1, data {other_size} GB\n  rollover 2 months\n  \
             use earliest expiry first\n  when data runs out: block\n  {other_events}\n}}\n\
             promo \"Double\" for \"A\" from 2026-01-20 to 2026-03-05 {{\n  only if not recharged at least 3 times in the last 30 days\n  on renewal: bonus data 100% of plan data, valid 7 days, no rollover, used first\n}}\n{versions}\n"
        )
    })
}

/// What may happen, before it is known which packs and labels there are.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    Activate,
    Use { megabytes: u64, kind: Kind, app: u8 },
    Record { megabytes: u64, hours: i64 },
    Recharge { cents: u64 },
    Renew,
    AutoRenewal(bool),
    Buy(usize),
    BuyAt(usize, u64),
    Stop(usize),
    BuyFor(usize, u32),
    Return(usize),
    Convert { megabytes: u64, to: Kind },
    Borrow { megabytes: u64 },
    ActivateRollover,
    ChangePlan(u32),
    Suspend,
    Resume,
    Join(u32),
    Leave,
    Give { to: u32, megabytes: u64 },
    Consent { name: usize, given: bool },
    Set { name: usize, kind: Kind, amount: u64 },
    Mark { which: u32, on: bool },
    Cancel,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        1 => Just(Deed::Activate),
        12 => (0_u64..4000, select(&[Kind::Data, Kind::Data, Kind::Data, Kind::Voice, Kind::Sms][..]), 0_u8..4)
            .prop_map(|(megabytes, kind, app)| Deed::Use { megabytes, kind, app }),
        2 => (0_u64..4000, 1_i64..60).prop_map(|(megabytes, hours)| Deed::Record { megabytes, hours }),
        2 => (0_u64..2000).prop_map(|cents| Deed::Recharge { cents }),
        2 => Just(Deed::Renew),
        1 => any::<bool>().prop_map(Deed::AutoRenewal),
        5 => (0_usize..20).prop_map(Deed::Buy),
        2 => (0_usize..20, 0_u64..1800).prop_map(|(which, cents)| Deed::BuyAt(which, cents)),
        1 => (0_usize..20).prop_map(Deed::Stop),
        1 => (0_usize..20, 0_u32..3).prop_map(|(which, to)| Deed::BuyFor(which, to)),
        1 => (0_usize..20).prop_map(Deed::Return),
        1 => (0_u64..30, select(&[Kind::Sms, Kind::Money, Kind::Data][..]))
            .prop_map(|(hundreds, to)| Deed::Convert { megabytes: hundreds * 100, to }),
        1 => (0_u64..2000).prop_map(|megabytes| Deed::Borrow { megabytes }),
        1 => Just(Deed::ActivateRollover),
        1 => (0_u32..2).prop_map(Deed::ChangePlan),
        1 => Just(Deed::Suspend),
        2 => Just(Deed::Resume),
        2 => (0_u32..3).prop_map(Deed::Join),
        1 => Just(Deed::Leave),
        2 => (0_u32..3, 0_u64..3000).prop_map(|(to, megabytes)| Deed::Give { to, megabytes }),
        1 => (0_usize..2, any::<bool>()).prop_map(|(name, given)| Deed::Consent { name, given }),
        1 => (0_usize..2, select(&[Kind::Data, Kind::Money, Kind::Voice][..]), 0_u64..40)
            .prop_map(|(name, kind, amount)| Deed::Set { name, kind, amount }),
        1 => (0_u32..4, any::<bool>()).prop_map(|(which, on)| Deed::Mark { which, on }),
        1 => prop_oneof![9 => Just(Deed::Renew), 1 => Just(Deed::Cancel)],
    ]
}

/// A log: how many hours after the one before, whose, what.
pub(crate) fn log() -> impl Strategy<Value = Vec<(i64, u32, Deed)>> {
    let hours = prop_oneof![3 => 0_i64..30, 2 => 0_i64..200, 1 => Just(24), 1 => Just(0)];
    proptest::collection::vec((hours, prop_oneof![4 => Just(0_u32), 1 => 1_u32..3], deed()), 1..60)
}

/// The events of a log, for a catalogue. Three accounts are given some money and are activated at the start.
pub(crate) fn events(catalogue: &Catalogue, start: Instant, log: &[(i64, u32, Deed)]) -> Vec<Event> {
    let money = Happening::Recharge { amount: Quantity(9_000_000), by: None };
    let opening = (0..3).flat_map(|account| [(account, money), (account, Happening::Activate)]);
    let activations = opening.map(|(account, what)| Event { at: start, account: AccountId(account), what });
    let mut at = start;
    let rest = log.iter().map(|(hours, account, deed)| {
        at = at.plus_seconds(hours * 3_600);
        Event { at, account: AccountId(*account), what: happening(catalogue, at, deed) }
    });
    activations.chain(rest).collect()
}

fn happening(catalogue: &Catalogue, at: Instant, deed: &Deed) -> Happening {
    let packs: Vec<_> = catalogue.plans.iter().flat_map(|plan| plan.packs.iter().copied()).collect();
    let data = |megabytes: u64| Quantity(megabytes * 1_000_000);
    match *deed {
        Deed::Activate => Happening::Activate,
        Deed::Use { megabytes, kind, app } => Happening::Use {
            kind,
            amount: if kind == Kind::Data { data(megabytes) } else { Quantity(megabytes % 90) },
            since: None,
            circumstances: Circumstances {
                app: (app > 0).then(|| LabelId(u32::from(app) - 1)),
                mark: (app > 1).then(|| LabelId(u32::from(app) - 2)),
                number: (megabytes % 4 > 0).then(|| LabelId(u32::try_from(megabytes % 4).unwrap_or(0))),
                carrier: (megabytes % 3 > 1).then_some(LabelId(1)),
                ..Circumstances::default()
            },
        },
        Deed::Record { megabytes, hours } => Happening::Use {
            kind: Kind::Data,
            amount: data(megabytes),
            since: Some(at.plus_seconds(-hours * 3_600 / 2)),
            circumstances: Circumstances::default(),
        },
        Deed::Recharge { cents } => Happening::Recharge {
            amount: Quantity(cents * 10_000),
            by: (cents % 3 > 0).then(|| LabelId(u32::try_from(cents % 3).unwrap_or(0) - 1)),
        },
        Deed::Renew => Happening::Renew,
        Deed::AutoRenewal(on) => Happening::AutoRenewal { on },
        Deed::Buy(which) => match packs.get(which % packs.len().max(1)) {
            Some(product) => Happening::Buy { product: *product },
            None => Happening::Renew,
        },
        Deed::BuyAt(which, cents) => match packs.get(which % packs.len().max(1)) {
            Some(product) => Happening::BuyAt { product: *product, price: Quantity(cents * 10_000) },
            None => Happening::Renew,
        },
        Deed::BuyFor(which, to) => match packs.get(which % packs.len().max(1)) {
            Some(product) => Happening::BuyFor {
                product: *product,
                to: AccountId(to),
                price: (which % 4 == 0).then(|| Quantity(which as u64 * 300_000)),
            },
            None => Happening::Renew,
        },
        Deed::Return(which) => match packs.get(which % packs.len().max(1)) {
            Some(product) => Happening::ReturnPack { product: *product },
            None => Happening::Renew,
        },
        Deed::Convert { to: Kind::Data, megabytes } => {
            Happening::Convert { kind: Kind::Voice, amount: Quantity(megabytes / 10), to: Kind::Data }
        }
        Deed::Convert { megabytes, to } => Happening::Convert { kind: Kind::Data, amount: data(megabytes), to },
        Deed::Borrow { megabytes } => Happening::BorrowUnits { kind: Kind::Data, amount: data(megabytes) },
        Deed::Stop(which) => match packs.get(which % packs.len().max(1)) {
            Some(product) => Happening::StopPack { product: *product },
            None => Happening::Renew,
        },
        Deed::ActivateRollover => Happening::ActivateRollover,
        Deed::ChangePlan(plan) => Happening::ChangePlan { plan: PlanId(plan) },
        Deed::Suspend => Happening::Suspend,
        Deed::Resume => Happening::Resume,
        Deed::Join(owner) => Happening::Join { owner: AccountId(owner) },
        Deed::Leave => Happening::Leave,
        // A gift in three is one of money, of so many tenths of a cent.
        Deed::Give { to, megabytes } if megabytes.is_multiple_of(3) => {
            Happening::Give { to: AccountId(to), kind: Kind::Money, amount: Quantity(megabytes * 1000) }
        }
        Deed::Give { to, megabytes } => {
            Happening::Give { to: AccountId(to), kind: Kind::Data, amount: data(megabytes) }
        }
        Deed::Mark { which, on } => Happening::Mark { label: LabelId(which), on },
        Deed::Consent { name, given } => {
            Happening::Consent { to: if name == 0 { None } else { catalogue.labels.find("more") }, given }
        }
        Deed::Set { name, kind, amount } => {
            let named = |name| catalogue.labels.find(name);
            let name = match (name, kind) {
                (1, Kind::Voice) => named("birthday").or(named("slow")),
                (1, _) => named("slow"),
                _ => named("quota"),
            };
            let name = name.unwrap_or(LabelId(0));
            let to = match (kind, amount) {
                (_, 0..=4) => Setting::Unset,
                (_, 5..=9) => Setting::Unlimited,
                // A day in the first half of 1990.
                (Kind::Voice, some) if some % 2 == 0 => {
                    Setting::Date(Day(7_305 + i32::try_from(some).unwrap_or(0) * 4))
                }
                (Kind::Data, some) => Setting::Amount(kind, data(some * 100)),
                (Kind::Money, some) => Setting::Amount(kind, Quantity(some * 100_000)),
                (_, some) => Setting::Amount(kind, Quantity(some)),
            };
            Happening::Set { name, to }
        }
        Deed::Cancel => Happening::Cancel,
    }
}
