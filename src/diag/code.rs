//! The one list of codes.

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// Which finding. The name in words is what people write to allow or select it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of this list.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The code in words, without the `rollover::` that messages put before it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// The code with this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Code> {
                Code::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// How bad it is unless a plan's owner says otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// What the code stands for, in one line.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    // Reading the text.
    /// A file cannot be read, or is not UTF-8 text.
    Unreadable = "unreadable", Error;
    /// A file is larger, or nested deeper, than any plan needs.
    TooLarge = "too_large", Error;
    /// A word that means nothing where it stands.
    UnknownWord = "unknown_word", Error;
    /// Something is missing, or something else was expected.
    Unexpected = "unexpected", Error;
    /// A brace is not closed, or closes nothing.
    UnbalancedBrace = "unbalanced_brace", Error;
    /// A quotation mark is not closed.
    UnclosedQuote = "unclosed_quote", Error;
    // Understanding it.
    /// A name that nothing in sight has.
    UnknownName = "unknown_name", Error;
    /// Two things of one kind with one name.
    DuplicateName = "duplicate_name", Error;
    /// A clause that may stand once stands twice.
    DuplicateClause = "duplicate_clause", Error;
    /// A modifier that makes no sense for the clause it stands in.
    MisplacedModifier = "misplaced_modifier", Error;
    /// A clause that does not belong in the block it stands in.
    MisplacedClause = "misplaced_clause", Error;
    /// A number, date or unit that cannot be meant.
    BadValue = "bad_value", Error;
    /// An import that cannot be followed.
    BadImport = "bad_import", Error;
    /// A file that the formatter cannot write so that it says the same: a defect of the program.
    NotFormatted = "not_formatted", Error;
    /// A comment that allows a finding, and does not say which or why.
    BadAllowance = "bad_allowance", Error;
    // What it says and hardly means: each has its file in `src/check`.
    /// A notice for a share that can never be reached.
    NoticeOverWhole = "notice_over_whole", Warning;
    /// A limit of the bank that nothing can reach.
    BankOutOfReach = "bank_out_of_reach", Warning;
    /// A key of the order of use that can never decide.
    OrderNeverDecides = "order_never_decides", Warning;
    /// A notice so long before the expiry that it cannot come.
    NoticeTooEarly = "notice_too_early", Warning;
    /// A promotion for renewals in whose time there are none.
    PromotionWithoutRenewal = "promotion_without_renewal", Warning;
    /// A pack that can be over before it can be used.
    OverBeforeItOpens = "over_before_it_opens", Warning;
    /// A condition that can never hold.
    NeverTrue = "never_true", Warning;
    /// A condition that asks for more units than there ever are.
    MoreThanThereCanBe = "more_than_there_can_be", Warning;
    /// A condition that always holds.
    AlwaysTrue = "always_true", Warning;
    /// A limit on what members use that nothing reaches.
    ShareCapOutOfReach = "share_cap_out_of_reach", Warning;
    /// A limit that another makes idle.
    LimitOutOfReach = "limit_out_of_reach", Warning;
    /// A clause about units that nobody ever has.
    NothingFits = "nothing_fits", Warning;
    /// A clause that changes nothing for a plan like this.
    WithoutEffect = "without_effect", Warning;
    /// Units that no use can be paid with.
    NoUseFits = "no_use_fits", Warning;
    /// What rolls over is over again before it can be used.
    RollsWhileClosed = "rolls_while_closed", Warning;
    /// An order of use under which what has rolled is lost.
    RolledUsedLast = "rolled_used_last", Warning;
    /// A pack that ends with the period whenever it is bought.
    EndsWithThePeriod = "ends_with_the_period", Warning;
    /// Packs that end before their turn comes.
    PlanBeforeShortPacks = "plan_before_short_packs", Warning;
    /// Packs that live longer are used before units that are lost.
    LongPacksFirst = "long_packs_first", Warning;
    /// A bank that holds less than one period grants.
    BankUnderGrant = "bank_under_grant", Warning;
    /// Two prices for the same use at the same hours.
    PricesOverlap = "prices_overlap", Warning;
    /// A sentence of a pack that all its units override.
    Shadowed = "shadowed", Warning;
    /// A clause that breaks a promise.
    PromiseBroken = "promise_broken", Warning;
    /// Periods of days, and limits by the calendar month.
    DaysAgainstMonths = "days_against_months", Warning;
    /// Hours where days are meant, and clocks that are put forward.
    HoursAgainstDays = "hours_against_days", Advice;
    /// A window in an hour that the clocks skip on some day.
    HourThatIsSkipped = "hour_that_is_skipped", Warning;
    /// Periods whose day of the month is not the same each month.
    AnchorMoves = "anchor_moves", Advice;
    /// An end that leaves out the last day of a month.
    LastDayLeftOut = "last_day_left_out", Warning;
    /// A bill that nothing limits.
    UnboundedBill = "unbounded_bill", Warning;
    /// A bill far above the plan that nobody agreed to.
    ChargedUnasked = "charged_unasked", Advice;
    /// A price finer than the smallest coin.
    BelowTheSmallestCoin = "below_the_smallest_coin", Warning;
    /// An increment that is as large as all that is granted.
    IncrementOverGrant = "increment_over_grant", Warning;
    /// One byte beyond the plan costs more than the plan.
    ByteOverPrice = "byte_over_price", Warning;
    /// A charge that is rounded down to nothing.
    ChargeRoundsToNothing = "charge_rounds_to_nothing", Warning;
    /// Gifts to and fro that keep units alive for ever.
    GiftKeepsAlive = "gift_keeps_alive", Warning;
    /// Units that become more by being converted to and fro.
    RoundTripGains = "round_trip_gains", Warning;
    /// Gifts to and fro that earn a bonus each time.
    GiftEarnsBonus = "gift_earns_bonus", Warning;
    /// A part of a period is paid, and all of it granted.
    PartPaidWholeGranted = "part_paid_whole_granted", Warning;
    /// Changes to and fro that grant for nothing.
    FreeChangeGrants = "free_change_grants", Warning;
    /// A bonus that is earned again and again, for nothing.
    BonusForNothing = "bonus_for_nothing", Warning;
    /// A small purchase that keeps the whole plan alive.
    PurchaseKeepsPlan = "purchase_keeps_plan", Warning;
    /// A character that nobody sees stands in the text.
    HiddenCharacter = "hidden_character", Warning;
    /// Letters of several alphabets that look alike, in one word of a name.
    ConfusableLetters = "confusable_letters", Warning;
    /// Two names that look like one.
    NamesAlike = "names_alike", Warning;
    /// An import of which nothing is used.
    DeadImport = "dead_import", Warning;
    /// A promotion that is for no plan.
    UnusedPromotion = "unused_promotion", Warning;
    /// A pack, or a version of one, that can never be bought.
    UnusedPack = "unused_pack", Warning;
    /// A plan of which nothing is said, among others of which something is.
    UndocumentedPlan = "undocumented_plan", Advice;
    /// A comment allows a finding that is not there.
    UnusedAllowance = "unused_allowance", Warning;
    // What it leaves open.
    /// The outcome depends on a choice that the plan does not make.
    Undecided = "undecided", Advice;
    /// A promise or regulation that is read but not proved by this command.
    NotProved = "not_proved", Advice;
    // Running it.
    /// An event that cannot happen when it is said to happen.
    BadEvent = "bad_event", Error;
    /// A row of a table that cannot be read.
    BadRow = "bad_row", Error;
    /// A quantity grew beyond what can be counted.
    Overflow = "overflow", Error;
    /// The program's own accounts do not balance: a defect of the program.
    NotConserved = "not_conserved", Error;
    /// Settings that cannot be read, or that set nothing.
    BadSettings = "bad_settings", Error;
    /// A command was asked for something that is not there.
    BadRequest = "bad_request", Error;
    /// The scenarios reach fewer clauses than were asked for.
    NotCovered = "not_covered", Error;
}
